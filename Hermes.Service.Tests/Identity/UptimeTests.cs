using Hermes.Service.Identity;

namespace Hermes.Service.Tests.Identity;

public sealed class UptimeTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3_660, "1 h 1 min")]
    [InlineData(2_000_000, "23 d 3 h")]
    public void Format_OfSeconds_SaysTheTwoLargestUnits(long seconds, string expected) =>
        Uptime.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
