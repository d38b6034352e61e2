using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Unobserved;

/// <summary>
/// The operator is shown nothing for a while, of one resource or of all, and then only how it ended: what came in between and went again it
/// never sees. All must end as without faults. A plan is a workload and a window, as <c>recreate/2:hermesapps:1+next:Relist</c>.
/// </summary>
/// <remarks>As with stale views, what the operator does meanwhile is by what it knows: one scaler at a time and held counts are not asked.</remarks>
/// <param name="seed">Decides what is left to chance, and which windows are tried.</param>
internal sealed class UnobservedCampaign(int seed) : ICampaign
{
    public const string CampaignName = "unobserved";

    // Of each workload, of the hundreds that there are.
    private const int Windows = 32;

    private readonly References _references = References.For(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) =>
        [.. _references.OfAll(cancellationToken).SelectMany(reference => PlansOf(reference.Workload, reference.End))];

    public PlanResult Run(string plan)
    {
        var parts = plan.Split('/');
        if (parts.Length != 2)
        {
            throw new FormatException($"'{plan}' is no workload and window, such as recreate/2:hermesapps:1+next:Relist");
        }

        var (workload, window) = (WorkloadCatalog.Get(parts[0]), HiddenWindow.Parse(parts[1]));
        var reference = _references.LevelledOf(workload);
        using var run = WorkloadRun.Begin(workload, seed, WorkloadRun.LastingOracles());
        var blindfold = new Blindfold(run, window);
        run.World.Writes.Expect();
        run.Take(workload.Steps.Take(window.Step - 1));
        blindfold.TakeSteps();
        run.Take(workload.Steps.Skip(blindfold.StepsTaken));
        run.Take(workload.Levelling);
        var end = run.End();
        return new PlanResult(plan, end.FaultsAgainst(reference, comparesCounts: false), end.Digest) { HasStruck = blindfold.Hidden > 0 };
    }

    private IEnumerable<string> PlansOf(Workload workload, WorkloadEnd end)
    {
        HiddenWindow[] windows = [.. HiddenWindow.Of(workload, end.Changes)];
#pragma warning disable CA5394 // The windows repeat with the seed; nothing is a secret.
        new Random(seed).Shuffle(windows);
#pragma warning restore CA5394
        return windows.Take(Windows).Select(window => $"{workload.Name}/{window}");
    }
}
