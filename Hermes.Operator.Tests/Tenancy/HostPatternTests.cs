using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Tests.Tenancy;

public sealed class HostPatternTests
{
    [Theory]
    [InlineData("*", "a.example.com", true)]
    [InlineData("*", "*.example.com", true)]
    [InlineData("a.example.com", "a.example.com", true)]
    [InlineData("a.example.com", "b.a.example.com", false)]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "badexample.com", false)]
    [InlineData("*.example.com", "*.example.com", true)]
    [InlineData("*.example.com", "*.a.example.com", true)]
    [InlineData("*.a.example.com", "*.example.com", false)]
    [InlineData("a.example.com", "*.example.com", false)]
    public void Covers_AHost_IfItIsWithinThePattern(string pattern, string host, bool covers) =>
        HostPattern.Covers(pattern, host).ShouldBe(covers);
}
