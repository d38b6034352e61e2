using Hermes.Campaigns.Mutants;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Tests.Plans;

public sealed class CampaignTests
{
    private const int Slice = 12;

    /// <summary>All but the one that builds the whole source for each of its plans.</summary>
    public static TheoryData<string> Names => [.. CampaignCatalog.Names.Where(name => name != MutantsCampaign.CampaignName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_ASliceOfThePlans_Passes(string name)
    {
        var campaign = CampaignCatalog.Create(name, CampaignSettings.DefaultSeed).Single();
        var plans = campaign.Plans(CancellationToken.None);
        var step = Math.Max(1, plans.Count / Slice);

        var results = ParallelRuns.Run(
            [.. plans.Where((_, index) => index % step == 0)], plan => CampaignRunner.Run(campaign, plan), Environment.ProcessorCount);

        results.Count.ShouldBeGreaterThanOrEqualTo(Math.Min(Slice, plans.Count));
        results.Where(result => !result.HasPassed).Select(Told(name)).ShouldBeEmpty();
    }

    /// <summary>Plans that failed once, by a fault of the operator's that is mended.</summary>
    [Theory]
    [InlineData("operations", "scaling.http.concurrency@min")]
    [InlineData("operations", "image@odd")]
    [InlineData("operations", "ingress.className@set0")]
    [InlineData("operations", "serviceAccountName@set0")]
    [InlineData("esr", "switch-cpu/12")]
    [InlineData("unobserved", "delete/2:hermesapps:1+0:LastEvents")]
    public void Run_APlanThatFoundAFault_Passes(string name, string plan)
    {
        var result = CampaignRunner.Run(CampaignCatalog.Create(name, CampaignSettings.DefaultSeed).Single(), plan);

        result.Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_APlanTwice_IsTheSameRequestByRequest(string name)
    {
        var plans = CampaignCatalog.Create(name, CampaignSettings.DefaultSeed).Single().Plans(CancellationToken.None);
        var plan = plans[plans.Count / 2];

        var digests = Enumerable.Range(0, 2)
            .Select(_ => CampaignRunner.Run(CampaignCatalog.Create(name, CampaignSettings.DefaultSeed).Single(), plan).Digest)
            .ToList();

        digests[0].ShouldNotBeEmpty();
        digests[1].ShouldBe(digests[0]);
    }

    private static Func<PlanResult, string> Told(string campaign) => result =>
        $"{string.Join("; ", result.Faults)} ({CampaignReport.Command(campaign, result.Plan, CampaignSettings.DefaultSeed)})";
}
