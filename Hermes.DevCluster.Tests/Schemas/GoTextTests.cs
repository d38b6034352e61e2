using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class GoTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(10, "10")]
    [InlineData(0.5, "0.5")]
    [InlineData(-1.25, "-1.25")]
    [InlineData(100000000000000000000.0, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(0.0001, "0.0001")]
    public void Float_Number_PrintsAsGoDoes(double number, string expected) => GoText.Float(number).ShouldBe(expected);

    [Fact]
    public void Quote_ControlCharacters_EscapesThem() => GoText.Quote("a\"b\\c\n\u0001é").ShouldBe("\"a\\\"b\\\\c\\n\\x01é\"");

    [Fact]
    public void Value_Object_SortsKeysAndEscapesHtml() =>
        GoText.Value(JsonNode.Parse("""{"b": "<1>", "a": [true, null]}""")).ShouldBe("""{"a":[true,null],"b":"\u003c1\u003e"}""");
}
