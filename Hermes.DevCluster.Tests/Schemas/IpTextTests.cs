using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class IpTextTests
{
    [Theory]
    [InlineData("10.9.8.7", true, false)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("10.9.8", false, false)]
    [InlineData("1", false, false)]
    [InlineData("10.9.8.07", false, false)]
    [InlineData("10.9.8.256", false, false)]
    [InlineData("2001:db8::ffff", false, true)]
    [InlineData("[::1]", false, false)]
    [InlineData("a.b.c.d", false, false)]
    public void Text_IsReadAsGoReadsIt(string text, bool isV4, bool isV6)
    {
        IpText.IsV4(text).ShouldBe(isV4);
        IpText.IsV6(text).ShouldBe(isV6);
        IpText.IsAddress(text).ShouldBe(isV4 || isV6);
    }
}
