using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Tests.Security;

/// <summary><c>docs/security.md</c> says nothing that is not tested, and leaves out no grant.</summary>
public sealed partial class SecurityPageTests
{
    private const string Threats = "| a tenant might | what stops it | test |";
    private const string Grants = "| resource | verbs | why |";

    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "security.md"));

    [Fact]
    public void Threats_EveryRow_NamesTestsThatExist()
    {
        var rows = Rows(Threats);
        rows.Count.ShouldBeGreaterThan(15);
        var tests = rows.Select(row => (Row: row, Tests: TestName().Matches(row[2]).Select(match => match.Groups["test"].Value).ToList())).ToList();

        tests.Where(row => row.Tests.Count == 0).Select(row => row.Row[0]).ShouldBeEmpty();
        tests.SelectMany(row => row.Tests).Where(test => !IsTest(test)).ShouldBeEmpty();
    }

    /// <summary>And each attack that is tried stands in the table.</summary>
    [Fact]
    public void Threats_ComparedWithTheTestsOfATenantsAttacks_LeaveOutNone() => typeof(TenantAttackTests).GetMethods()
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        .Select(method => $"`{nameof(TenantAttackTests)}.{method.Name}`")
        .Where(test => !Page.Contains(test, StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void Grants_ComparedWithTheRoles_NameEveryResource()
    {
        var told = Rows(Grants).SelectMany(row => ResourceName().Matches(row[0])).Select(match => match.Groups["resource"].Value);

        told.Order(StringComparer.Ordinal).ShouldBe(
            new[] { "cluster_role.yaml", "leader_election_role.yaml" }.SelectMany(Resources).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Resources(string role) =>
        YamlReader.Read(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "config", "rbac", role))).ShouldHaveSingleItem()
            .Content["rules"]!.AsArray().SelectMany(rule => (JsonArray)rule!["resources"]!).Select(resource => resource!.GetValue<string>());

    private static List<string[]> Rows(string header)
    {
        var lines = Page.Split('\n');
        var start = Array.IndexOf(lines, header);
        start.ShouldBeGreaterThanOrEqualTo(0, header);
        return [.. lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|'))];
    }

    private static bool IsTest(string name)
    {
        var (type, method) = (name.Split('.')[0], name.Split('.')[1]);
        return typeof(SecurityPageTests).Assembly.GetTypes().SingleOrDefault(candidate => candidate.Name == type)
            ?.GetMethod(method)?.GetCustomAttribute<FactAttribute>() is not null;
    }

    [GeneratedRegex("`(?<test>[A-Za-z]+Tests[.][A-Za-z_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex("`(?<resource>[a-z/]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceName();
}
