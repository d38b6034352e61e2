using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Tests.Plans;

public sealed class CampaignRunnerTests
{
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 50).Select(number => $"{number}")];

    private readonly CampaignSettings _settings = new() { Threads = 1 };

    [Fact]
    public void Run_WithoutABudget_TriesEveryPlan()
    {
        var outcome = new CampaignRunner(_settings, bar: null, TimeProvider.System).Run(new Numbered(), budget: null, CancellationToken.None);

        outcome.Results.Select(result => result.Plan).ShouldBe(Numbers, ignoreOrder: true);
        outcome.Results.Select(result => result.Plan).ShouldNotBe(Numbers);
        outcome.Failures.Select(result => result.Plan).ShouldBe(["13"]);
        outcome.Idle.ShouldBe(1);
    }

    [Fact]
    public void Run_WithASpentBudget_TriesNone()
    {
        var outcome = new CampaignRunner(_settings, bar: null, TimeProvider.System).Run(new Numbered(), TimeSpan.Zero, CancellationToken.None);

        outcome.Results.ShouldBeEmpty();
        outcome.Planned.ShouldBe(Numbers.Length);
    }

    private sealed class Numbered : ICampaign
    {
        public string Name => "numbered";

        public IReadOnlyList<string> Plans(CancellationToken cancellationToken) => Numbers;

        public PlanResult Run(string plan) => plan == "13"
            ? throw new InvalidOperationException("unlucky")
            : new PlanResult(plan, [], plan) { HasStruck = plan != "7" };
    }
}
