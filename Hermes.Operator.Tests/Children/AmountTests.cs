using Hermes.Operator.Children;
using k8s.Models;

namespace Hermes.Operator.Tests.Children;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("1.", "1")]
    [InlineData("+5", "5")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("0.1m", "100u")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("0.25Gi", "256Mi")]
    [InlineData("1000Ki", "1000Ki")]
    [InlineData("512Ki", "512Ki")]
    [InlineData("1048576", "1048576")]
    [InlineData("2000M", "2G")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("10e2", "1e3")]
    [InlineData("0Mi", "0")]
    [InlineData("100Ki", "100Ki")]
    [InlineData("0.5Ki", "512")]
    public void Parse_AnAmount_IsWrittenAsTheServerWritesIt(string written, string stored) =>
        Amount.Parse(written).ToString().ShouldBe(stored);

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1X")]
    [InlineData("1 Gi")]
    [InlineData("1e")]
    [InlineData("one")]
    [InlineData("1.2.3")]
    public void TryParse_AnythingElse_IsNull(string written) => Amount.TryParse((IntOrString)written).ShouldBeNull();

    [Fact]
    public void Parse_AnythingElse_Throws() =>
        Should.Throw<FormatException>(() => Amount.Parse("one")).Message.ShouldBe("\"one\" is no resource amount.");

    [Theory]
    [InlineData("0", true)]
    [InlineData("0Mi", true)]
    [InlineData("1n", false)]
    public void IsZero_OfAnAmount_IsWhetherItIsNothing(string written, bool expected) => Amount.IsZero(Amount.Parse(written)).ShouldBe(expected);

    [Theory]
    [InlineData("2", true)]
    [InlineData("2000m", true)]
    [InlineData("1500m", false)]
    public void IsWhole_OfAnAmount_IsWhetherItHasNoFraction(string written, bool expected) => Amount.IsWhole(Amount.Parse(written)).ShouldBe(expected);

    [Fact]
    public void TryParse_Nothing_IsNull() => Amount.TryParse(null).ShouldBeNull();

    [Theory]
    [InlineData("9223372036854775807", false)]
    [InlineData("9223372036854775808", true)]
    [InlineData("1e99", true)]
    [InlineData("99999999999999999999999999999999", true)]
    public void IsTooLarge_BeyondWhatKubernetesHolds(string written, bool expected) =>
        Amount.IsTooLarge(Amount.Parse(written)).ShouldBe(expected);

    [Theory]
    [InlineData("1Gi", "1024Mi", 0)]
    [InlineData("1G", "1Gi", -1)]
    [InlineData("1", "999m", 1)]
    public void Compare_TwoAmounts_GoesByValue(string left, string right, int expected) =>
        Math.Sign(Amount.Compare(Amount.Parse(left), Amount.Parse(right))).ShouldBe(expected);
}
