using System.Text;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Kubernetes.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: text", """{"a":"text"}""")]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: -7", """{"a":-7}""")]
    [InlineData("a: +5", """{"a":5}""")]
    [InlineData("a: 1_000", """{"a":1000}""")]
    [InlineData("a: 0777", """{"a":511}""")]
    [InlineData("a: 0o17", """{"a":15}""")]
    [InlineData("a: 0x1F", """{"a":31}""")]
    [InlineData("a: 0b101", """{"a":5}""")]
    [InlineData("a: 089", """{"a":89}""")]
    [InlineData("a: 18446744073709551615", """{"a":18446744073709551615}""")]
    [InlineData("a: 0.5", """{"a":0.5}""")]
    [InlineData("a: .5", """{"a":0.5}""")]
    [InlineData("a: 1e3", """{"a":1000}""")]
    [InlineData("a: 1.2.3", """{"a":"1.2.3"}""")]
    [InlineData("a: 500m", """{"a":"500m"}""")]
    [InlineData("a: 2001-01-02", """{"a":"2001-01-02"}""")]
    [InlineData("a: 12:30:45", """{"a":"12:30:45"}""")]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("a: Off", """{"a":false}""")]
    [InlineData("a: \"yes\"", """{"a":"yes"}""")]
    [InlineData("a: 'on'", """{"a":"on"}""")]
    [InlineData("a: !!str true", """{"a":"true"}""")]
    [InlineData("a: yEs", """{"a":"yEs"}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("a: \"\"", """{"a":""}""")]
    [InlineData("a: |\n  x\n  y\n", """{"a":"x\ny\n"}""")]
    [InlineData("1: a\ntrue: b", """{"1":"a","true":"b"}""")]
    [InlineData("- 1\n- [a, {b: c}]", """[1,["a",{"b":"c"}]]""")]
    [InlineData("a: &x {k: 1}\nb: *x", """{"a":{"k":1},"b":{"k":1}}""")]
    [InlineData("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3", """{"a":{"k":1,"l":2},"b":{"k":3,"l":2}}""")]
    [InlineData("b:\n  <<: [{k: 1}, {k: 2, l: 3}]", """{"b":{"k":1,"l":3}}""")]
    [InlineData("{\n\t\"a\": [1, true]\n}", """{"a":[1,true]}""")]
    [InlineData("{a: b, c: yes,}", """{"a":"b","c":true}""")]
    [InlineData("\uFEFFa: b", """{"a":"b"}""")]
    public void Read_OneDocument_IsWhatKubectlMakesOfIt(string text, string expected) =>
        YamlReader.Read(text).ShouldHaveSingleItem().Content.ToJsonString().ShouldBe(expected);

    [Fact]
    public void Read_SeveralDocuments_HaveTheirLinesAndEmptyOnesAreLeftOut()
    {
        var documents = YamlReader.Read("# none\n---\n# still none\n---\na: 1\n---\n\n# about b\nb: 2\n...\n---\n");

        documents.Select(document => (document.Line, document.Content.ToJsonString()))
            .ShouldBe([(5, """{"a":1}"""), (9, """{"b":2}""")]);
    }

    [Fact]
    public void Read_JsonValuesInARow_AreDocuments() =>
        YamlReader.Read("{\"a\":1}\n{\"b\":2}").Select(document => (document.Line, document.Content.ToJsonString()))
            .ShouldBe([(1, """{"a":1}"""), (2, """{"b":2}""")]);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n---\n")]
    [InlineData("null")]
    public void Read_Nothing_IsNoDocument(string text) => YamlReader.Read(text).ShouldBeEmpty();

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", 3, "key \"a\" appears twice")]
    [InlineData("{\"a\": 1,\n\"a\": 2}", 2, "key \"a\" appears twice")]
    [InlineData("a: 1\nb: [1, 2\nc: 3", 3, "")]
    [InlineData("a: 1\n  b: 2", 2, "")]
    [InlineData("a:\n\t- b", 2, "")]
    [InlineData("a: \"open", 1, "")]
    [InlineData("a: 1\nb: *missing", 2, "alias *missing has no anchor before it")]
    [InlineData("a: &x\n  b: *x", 2, "alias *x has no anchor before it")]
    [InlineData("a: .inf", 1, "JSON has no number .inf")]
    [InlineData("a: 1\n[b]: 2", 2, "a key must be a string")]
    [InlineData("a: 1\n<<: 2", 2, "<< must be given mappings")]
    [InlineData("---\na: 1\n---\nb: 1\nb: 2", 5, "key \"b\" appears twice")]
    [InlineData("a: b: c", 1, "")]
    [InlineData("}", 1, "")]
    public void Read_MalformedText_NamesTheLine(string text, int line, string message)
    {
        var exception = Should.Throw<YamlSyntaxException>(() => YamlReader.Read(text));

        exception.Line.ShouldBe(line, exception.Message);
        exception.Message.ShouldContain(message);
        exception.Message.ShouldNotContain("Idx:");
    }

    [Fact]
    public void Read_AliasesThatGrowWithoutEnd_AreRefused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [")
                .AppendJoin(", ", Enumerable.Repeat($"*a{level - 1}", 10)).Append("]\n");
        }

        Should.Throw<YamlSyntaxException>(() => YamlReader.Read(text.ToString())).Message.ShouldBe("aliases repeat too much");
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Read_DeepNesting_IsRefused(char open) =>
        Should.Throw<YamlSyntaxException>(() => YamlReader.Read("a: " + new string(open, 100_000)));
}
