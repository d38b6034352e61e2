using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Workloads;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Crash;

/// <summary>
/// Every write of every workload, with a crash before it, a crash after it, or its answer lost; and after each, a second such fault on the
/// way to recovery. All must end as without faults, and make and delete each object just as often. A plan is a workload and its faults, as
/// <c>edit-image/3:CrashAfter/1:AnswerLost</c>.
/// </summary>
/// <param name="seed">Decides what is left to chance, and where the second faults come.</param>
internal sealed class CrashCampaign(int seed) : ICampaign
{
    public const string CampaignName = "crash";

    // Beyond that the second fault would be one of another step.
    private const int MostWritesOfRecovery = 6;

    private static readonly WriteFate[] Fates = Enum.GetValues<WriteFate>();

    private readonly References _references = References.For(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) =>
        [.. _references.OfAll(cancellationToken).SelectMany(reference => PlansOf(reference.Workload, reference.End.Writes))];

    public PlanResult Run(string plan)
    {
        var parts = plan.Split('/');
        var workload = WorkloadCatalog.Get(parts[0]);
        WriteFault[] faults = [.. parts.Skip(1).Select(WriteFault.Parse)];
        var reference = _references.Of(workload);
        using var run = WorkloadRun.Begin(workload, seed);
        run.World.Writes.Expect(faults);
        run.RunAll();
        var end = run.End();
        return new PlanResult(plan, end.FaultsAgainst(reference, comparesCounts: true), end.Digest) { HasStruck = run.World.Writes.IsDone };
    }

    private IEnumerable<string> PlansOf(Workload workload, int writes)
    {
#pragma warning disable CA5394 // The plans repeat with the seed; nothing is a secret.
        var random = new Random(seed ^ writes);
        for (var write = 1; write <= writes; write++)
        {
            foreach (var fate in Fates)
            {
                var first = $"{workload.Name}/{new WriteFault(write, fate)}";
                yield return first;

                // What is still to be written; a lost answer's write is made again.
                var left = writes - write + (fate == WriteFate.CrashBefore ? 1 : 0);
                if (left > 0)
                {
                    yield return $"{first}/{new WriteFault(1 + random.Next(Math.Min(left, MostWritesOfRecovery)), Fates[random.Next(Fates.Length)])}";
                }
            }
        }
#pragma warning restore CA5394
    }
}
