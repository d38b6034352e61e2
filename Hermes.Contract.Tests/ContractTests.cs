using System.Text;
using Xunit.Abstractions;

namespace Hermes.Contract.Tests;

/// <summary>
/// What a Kubernetes API server answers, on whatever lane <c>HERMES_TEST_CLUSTER</c> names. <c>HERMES_UPDATE_GOLDEN=1</c> on a lane with
/// a real API server records its answers anew; each change is then to be read.
/// </summary>
[Trait("Category", "Contract")]
public sealed class ContractTests(ContractCluster cluster, ITestOutputHelper output) : IClassFixture<ContractCluster>
{
    public static TheoryData<string> Scenarios => [.. ScenarioFolder.Names];

    [SkippableTheory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_OnThisLane_IsAnsweredAsByARealServer(string name)
    {
        var scenario = ScenarioFolder.Load(name);
        var missing = ScenarioRun.Missing(cluster.Cluster, scenario);
        Skip.If(missing is not null, missing);
        var expected = ScenarioFolder.Answers(name);

        var actual = await new ScenarioRun(cluster, scenario).SendAllAsync();

        if (Environment.GetEnvironmentVariable("HERMES_UPDATE_GOLDEN") == "1")
        {
            cluster.Cluster.DevCluster.ShouldBeNull("only a real API server says what is right");
            var kept = scenario.Exchanges.Where(exchange => exchange.MayHoldMore).Select(exchange => exchange.Name!).ToHashSet();
            ScenarioFolder.Write(name, actual.Select(answer =>
                kept.Contains(answer.Key) && expected.TryGetValue(answer.Key, out var known) ? KeyValuePair.Create(answer.Key, known) : answer));
            return;
        }

        var faults = new StringBuilder();
        foreach (var exchange in scenario.Exchanges.Where(exchange => exchange.Name is not null))
        {
            var answer = actual.Single(entry => entry.Key == exchange.Name).Value;
            var differences = expected.TryGetValue(exchange.Name!, out var asExpected)
                ? JsonDifference.Between("", asExpected, answer, exchange.MayHoldMore).ToList()
                : ["no answer is recorded"];
            output.WriteLine($"{(differences.Count == 0 ? "as expected" : "DIFFERS")}: {exchange.Name}");
            cluster.Covered($"{name}: {exchange.Name}");
            if (differences.Count > 0)
            {
                faults.AppendLine($"{exchange.Name}:").AppendJoin('\n', differences.Select(difference => $"  {difference}")).AppendLine();
            }
        }

        faults.ToString().ShouldBeEmpty();
        expected.Keys.Except(actual.Select(answer => answer.Key)).ShouldBeEmpty("these answers belong to no request");
    }
}
