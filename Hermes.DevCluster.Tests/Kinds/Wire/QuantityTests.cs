using Hermes.DevCluster.Kinds.Wire;

namespace Hermes.DevCluster.Tests.Kinds.Wire;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.5", "500m")]
    [InlineData("0.25Gi", "256Mi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1000m", "1")]
    [InlineData("100m", "100m")]
    [InlineData("1500", "1500")]
    [InlineData("2000", "2k")]
    [InlineData("1000k", "1M")]
    [InlineData("512Ki", "512Ki")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1.5Ki", "1536")]
    [InlineData("1e3", "1e3")]
    [InlineData("1500e0", "1500")]
    [InlineData("1E", "1E")]
    [InlineData("0", "0")]
    [InlineData("0Mi", "0")]
    [InlineData("-1.5", "-1500m")]
    [InlineData("+2", "2")]
    [InlineData(".5", "500m")]
    [InlineData("1n", "1n")]
    [InlineData("0.0000000001", "1n")]
    public void Quantity_Written_IsCanonical(string text, string canonical)
    {
        Quantity.TryParse(text, out var quantity).ShouldBeTrue();
        quantity!.Value.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 Gi")]
    [InlineData("1GB")]
    [InlineData("Mi")]
    [InlineData("1.2.3")]
    [InlineData("e3")]
    [InlineData("1e")]
    [InlineData("1 ")]
    public void Quantity_Malformed_IsRefused(string text) => Quantity.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Quantity_FinerThanAThousandth_RoundsUp()
    {
        Quantity.TryParse("100u", out var quantity).ShouldBeTrue();
        quantity!.Value.RoundUpToMilli().ToString().ShouldBe("1m");
    }
}
