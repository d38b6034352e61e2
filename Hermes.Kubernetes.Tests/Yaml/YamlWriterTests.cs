using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Kubernetes.Tests.Yaml;

public sealed class YamlWriterTests
{
    [Fact]
    public void Write_AnObject_LooksAsKubectlPrintsIt()
    {
        var node = JsonNode.Parse("""
            {"kind":"Pod","apiVersion":"v1","spec":{"volumes":[{"name":"tmp","emptyDir":{}}],"args":["a","b"],"ports":[],
            "priority":5,"ratio":0.5,"hostNetwork":false,"nothing":null},"metadata":{"annotations":{"a/b":"true","m":"1.5","u":"https://x:1/y"}}}
            """);

        YamlWriter.Write(node).ShouldBe("""
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                a/b: "true"
                m: "1.5"
                u: https://x:1/y
            spec:
              args:
              - a
              - b
              hostNetwork: false
              nothing: null
              ports: []
              priority: 5
              ratio: 0.5
              volumes:
              - emptyDir: {}
                name: tmp

            """);
    }

    [Fact]
    public void Write_Lines_AreABlock() =>
        YamlWriter.Write(JsonNode.Parse("""{"a":"one\n  two\n\nthree\n","b":"x\ny"}"""))
            .ShouldBe("a: |\n  one\n    two\n\n  three\nb: |-\n  x\n  y\n");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("yes")]
    [InlineData("n")]
    [InlineData("Off")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("<<")]
    [InlineData("=")]
    [InlineData("-")]
    [InlineData("- a")]
    [InlineData("?")]
    [InlineData("0777")]
    [InlineData("1e3")]
    [InlineData("1_0")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("0x1F")]
    [InlineData("2001-01-02")]
    [InlineData("12:30:45")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("a#b")]
    [InlineData("#a")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData("`a")]
    [InlineData("{a}")]
    [InlineData("[a")]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("it's")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("tab\there")]
    [InlineData("\n")]
    [InlineData("\nx")]
    [InlineData("x\n\n")]
    [InlineData("x \ny")]
    [InlineData(" x\ny")]
    [InlineData("# x\ny")]
    [InlineData("- x\n- y\n")]
    [InlineData("x\r\ny")]
    [InlineData("\tx\ny")]
    [InlineData("bell\u0007")]
    [InlineData("nel\u0085x")]
    [InlineData("line\u2028separator")]
    [InlineData("\uFEFFbom")]
    [InlineData("ümlaut 漢字 🚀")]
    [InlineData("--- a")]
    [InlineData("...")]
    [InlineData("$(POD_NAME)")]
    [InlineData("ghcr.io/acme/hello:1.0@sha256:abc")]
    public void Write_AnyString_ReadsBackTheSame(string text)
    {
        var node = new JsonObject { ["value"] = text, ["list"] = new JsonArray(text), ["nested"] = new JsonObject { [text] = 1 } };

        var written = YamlWriter.Write(node);

        var read = YamlReader.Read(written).ShouldHaveSingleItem().Content;
        JsonNode.DeepEquals(read, node).ShouldBeTrue(written);
    }

    [Fact]
    public void Write_ALongString_StaysOnOneLine() =>
        YamlWriter.Write(new JsonObject { ["a"] = string.Join(' ', Enumerable.Repeat("word", 200)) }).Count(c => c == '\n').ShouldBe(1);

    [Fact]
    public void Write_KeysInAnotherOrder_GivesTheSameText() =>
        YamlWriter.Write(JsonNode.Parse("""{"b":1,"a":{"d":2,"c":3}}"""))
            .ShouldBe(YamlWriter.Write(JsonNode.Parse("""{"a":{"c":3,"d":2},"b":1}""")));
}
