using Hermes.Otlp.Decoding;

namespace Hermes.Otlp.Tests.Decoding;

/// <summary>Values as the specification's <c>AnyValue</c> has them on the wire.</summary>
public sealed class AttributeTextTests
{
    [Theory]
    [InlineData("0A026869", "hi")]
    [InlineData("1001", "true")]
    [InlineData("1000", "false")]
    [InlineData("18D6FFFFFFFFFFFFFFFF01", "-42")]
    [InlineData("210000000000000440", "2.5")]
    [InlineData("2A080A020A000A021801", "[, 1]")]
    [InlineData("32090A070A016112021801", "{a: 1}")]
    [InlineData("3A02CAFE", "cafe")]
    [InlineData("", "")]
    public void Of_EveryType_IsItsText(string wire, string expected) =>
        AttributeText.Of(ProtobufMessage.Parse(Convert.FromHexString(wire))).ShouldBe(expected);
}
