using Hermes.Kubernetes.Applying;

namespace Hermes.Kubernetes.Tests.Applying;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("0.1", "100m")]
    [InlineData("1Gi", "1024Mi")]
    [InlineData("1e3", "1k")]
    [InlineData("1E3", "1000")]
    [InlineData("2E", "2000P")]
    [InlineData("1.50", "1500m")]
    [InlineData("-1", "-1000m")]
    public void Equal_SameValue_Holds(string first, string second) => QuantityText.Equal(first, second).ShouldBeTrue();

    [Theory]
    [InlineData("1G", "1Gi")]
    [InlineData("1", "2")]
    [InlineData("", "")]
    [InlineData("Mi", "Mi")]
    [InlineData("1x", "1x")]
    [InlineData("99999999999999999999999999E", "99999999999999999999999999E")]
    public void Equal_OtherValueOrNoQuantity_DoesNotHold(string first, string second) => QuantityText.Equal(first, second).ShouldBeFalse();
}
