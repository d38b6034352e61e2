using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class StringFormatsTests
{
    [Theory]
    [InlineData("date-time", "2026-01-01T00:00:00Z", true)]
    [InlineData("date-time", "2026-01-01T00:00:00.123456+02:00", true)]
    [InlineData("date-time", "2026-01-01", false)]
    [InlineData("date", "2026-02-30", false)]
    [InlineData("duration", "1h30m", true)]
    [InlineData("duration", "soon", false)]
    [InlineData("ipv4", "10.0.0.1", true)]
    [InlineData("ipv4", "::1", false)]
    [InlineData("ipv6", "::1", true)]
    [InlineData("cidr", "10.0.0.0/8", true)]
    [InlineData("cidr", "10.0.0.0/33", false)]
    [InlineData("uri", "https://example.com/a", true)]
    [InlineData("uri", "nope", false)]
    [InlineData("email", "a@example.com", true)]
    [InlineData("byte", "aGk=", true)]
    [InlineData("byte", "?", false)]
    [InlineData("uuid", "9315ce47-7982-4c03-9c91-4da8ee72e55d", true)]
    [InlineData("uuid4", "9315ce47-7982-1c03-9c91-4da8ee72e55d", false)]
    [InlineData("hostname", "a-b.example.com", true)]
    [InlineData("hostname", "-a", false)]
    [InlineData("k8s-short-name", "UPPER", false)]
    [InlineData("made-up", "anything", true)]
    public void Holds_Text_IsJudgedByItsFormat(string format, string text, bool expected) => StringFormats.Holds(format, text).ShouldBe(expected);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("-2m", -120_000_000_000)]
    [InlineData("1h1ms", 3_600_001_000_000)]
    public void GoDuration_Text_IsReadInNanoseconds(string text, long expected)
    {
        GoDuration.TryParse(text, out var nanoseconds).ShouldBeTrue();
        nanoseconds.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("1x")]
    [InlineData("99999999999999999999999999h")]
    [InlineData("s")]
    public void GoDuration_NoDuration_IsRefused(string text) => GoDuration.TryParse(text, out _).ShouldBeFalse();
}
