using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Tests.Kinds.Rules;

public sealed class NamesTests
{
    [Fact]
    public void Subdomain_Malformed_IsToldInTheRealServersWords() =>
        Names.Subdomain("web.").ShouldBe(
        [
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with "
            + "an alphanumeric character (e.g. 'example.com', regex used for validation is "
            + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        ]);

    [Theory]
    [InlineData(NameRule.DnsSubdomain, "a.b-c", true)]
    [InlineData(NameRule.DnsSubdomain, "A", false)]
    [InlineData(NameRule.DnsLabel, "a.b", false)]
    [InlineData(NameRule.DnsLabel, "1a", true)]
    [InlineData(NameRule.Dns1035Label, "1a", false)]
    [InlineData(NameRule.Dns1035Label, "a1", true)]
    [InlineData(NameRule.PathSegment, "system:node", true)]
    [InlineData(NameRule.PathSegment, "a/b", false)]
    public void Name_ByItsKindsRule_IsAcceptedOrNot(NameRule rule, string name, bool accepted) =>
        Names.Of(rule, name).Any().ShouldBe(!accepted);

    [Fact]
    public void Prefix_MayEndInADash() => Names.Of(NameRule.DnsSubdomain, "gen-", prefix: true).ShouldBeEmpty();

    [Theory]
    [InlineData("app", true)]
    [InlineData("app.kubernetes.io/name", true)]
    [InlineData("/name", false)]
    [InlineData("a/b/c", false)]
    [InlineData("-a", false)]
    public void Key_OfALabel_IsAcceptedOrNot(string key, bool accepted) => Names.Qualified(key).Any().ShouldBe(!accepted);

    [Theory]
    [InlineData("http", true)]
    [InlineData("a-very-long-name", false)]
    [InlineData("80", false)]
    [InlineData("-a", false)]
    [InlineData("a--b", false)]
    public void Name_OfAPort_IsAcceptedOrNot(string name, bool accepted) => Names.PortName(name).Any().ShouldBe(!accepted);
}
