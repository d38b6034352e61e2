using Hermes.Campaigns.Crash;
using Hermes.Campaigns.Leadership;
using Hermes.Campaigns.Mutants;
using Hermes.Campaigns.Operations;

namespace Hermes.Campaigns.Plans;

/// <summary>The campaigns there are, in the order in which they are run.</summary>
internal static class CampaignCatalog
{
    private static readonly (string Name, Func<int, ICampaign> Create)[] All =
    [
        (CrashCampaign.CampaignName, seed => new CrashCampaign(seed)),
        (OperationsCampaign.CampaignName, seed => new OperationsCampaign(seed)),
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
