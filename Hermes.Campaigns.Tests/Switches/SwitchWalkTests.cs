using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Switches;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Tests.Switches;

public sealed class SwitchWalkTests
{
    private const int Seed = CampaignSettings.DefaultSeed;

    private readonly SwitchWalk _walk = new(Seed, Environment.ProcessorCount);

    [Fact]
    public void Run_EveryPairOfScalers_KeepsEveryPromiseOnTheWay() => Failures(_walk.Run(SwitchWalk.Plain)).ShouldBeEmpty();

    [Theory]
    [InlineData("fixed", "http+cpu")]
    [InlineData("cpu", "min-0-http")]
    [InlineData("min-0-http", "cpu+memory")]
    [InlineData("http", "fixed")]
    public void Run_WithAFaultAtEveryWrite_KeepsEveryPromiseOnTheWay(string from, string to)
    {
        var plain = _walk.Run(Case(from, to));

        var faulted = _walk.Run([.. SwitchWalk.Faulted(plain)]);

        faulted.Count.ShouldBeGreaterThan(10);
        Failures(faulted).ShouldBeEmpty();
    }

    [SkippableFact]
    public void Run_EveryPairOfScalersWithAFaultAtEveryWrite_KeepsEveryPromiseOnTheWay()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("HERMES_SLOW") == "1", "slow (minutes): set HERMES_SLOW=1");
        var plain = _walk.Run(SwitchWalk.Plain);

        Failures(_walk.Run([.. plain.SelectMany(SwitchWalk.Faulted)])).ShouldBeEmpty();
    }

    [Fact]
    public void Run_OneCaseTwice_IsTheSameRequestByRequest()
    {
        var run = Case("cpu", "min-0-http") with { Fault = new WriteFault(4, WriteFate.CrashAfter) };

        var first = _walk.Run(run);
        var second = _walk.Run(run);

        second.Digest.ShouldBe(first.Digest);
        new SwitchWalk(Seed + 1, 1).Run(run).Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public void Run_AFaultAtAWriteThatNeverComes_SaysSo()
    {
        var run = Case("fixed", "cpu") with { Fault = new WriteFault(1000, WriteFate.CrashBefore) };

        _walk.Run(run).Faults.ShouldContain("the write that something was to befall never came");
    }

    private static IEnumerable<string> Failures(IEnumerable<SwitchResult> results) =>
        results.Where(result => result.Faults.Count > 0).Select(result => $"{result.Case}: {string.Join("; ", result.Faults)} ({result.Case.Command(Seed)})");

    private static SwitchCase Case(string from, string to) => new(Choice(from), Choice(to), IsBusy: false);

    private static ScalerChoice Choice(string name) => ScalerChoice.All.Single(choice => choice.Name == name);
}
