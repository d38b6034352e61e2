using Hermes.Operator.Children;

namespace Hermes.Operator.Tests.Children;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1s")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m0s")]
    [InlineData(90, "1m30s")]
    [InlineData(3600, "1h0m0s")]
    [InlineData(3661, "1h1m1s")]
    [InlineData(86400, "24h0m0s")]
    public void Seconds_OfANumber_AreAsGoPrintsThem(int seconds, string text) => GoDuration.Seconds(seconds).ShouldBe(text);
}
