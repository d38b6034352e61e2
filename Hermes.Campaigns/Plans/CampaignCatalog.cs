using Hermes.Campaigns.Crash;
using Hermes.Campaigns.Esr;
using Hermes.Campaigns.Leadership;
using Hermes.Campaigns.Mutants;
using Hermes.Campaigns.Operations;
using Hermes.Campaigns.Stale;
using Hermes.Campaigns.Unobserved;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Plans;

/// <summary>The campaigns there are, in the order in which they are run.</summary>
internal static class CampaignCatalog
{
    private static readonly (string Name, Func<int, ICampaign> Create)[] All =
    [
        (ReferenceCampaign.CampaignName, seed => new ReferenceCampaign(seed)),
        (CrashCampaign.CampaignName, seed => new CrashCampaign(seed)),
        (StaleCampaign.CampaignName, seed => new StaleCampaign(seed)),
        (UnobservedCampaign.CampaignName, seed => new UnobservedCampaign(seed)),
        (OperationsCampaign.CampaignName, seed => new OperationsCampaign(seed)),
        (EsrCampaign.CampaignName, seed => new EsrCampaign(seed)),
        (LeadershipCampaign.CampaignName, seed => new LeadershipCampaign(seed)),
        (MutantsCampaign.CampaignName, seed => new MutantsCampaign(seed)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(campaign => campaign.Name)];

    /// <summary>Makes the campaigns of a seed.</summary>
    /// <param name="only">The name of one; null for all.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    public static IReadOnlyList<ICampaign> Create(string? only, int seed) =>
        [.. All.Where(campaign => only is null || campaign.Name == only).Select(campaign => campaign.Create(seed))];
}
