using System.Globalization;
using Hermes.Campaigns.Worlds;
using Hermes.Clusters.Reporting;

namespace Hermes.Campaigns.Switches;

/// <summary>The walk as a command: a progress bar, a table, and for each failure the command that repeats it.</summary>
internal sealed class SwitchCampaign(SwitchSettings settings, TextWriter output, TimeProvider time)
{
    private const int ShownFailures = 20;
    private const int ShownFaults = 10;

    private readonly SwitchWalk _walk = new(settings.Seed, settings.Threads);
    private readonly ProgressBar _bar = new(output, !Console.IsOutputRedirected);

    /// <summary>Runs.</summary>
    /// <returns>The exit code: 1 where a run failed.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var plain = Run([.. SwitchWalk.Plain.Where(settings.Includes)], cancellationToken);
        var cases = plain.SelectMany(SwitchWalk.Faulted).Where(run => settings.Includes(run.Fault!)).ToList();
        if (settings.Write is not null && cases.Count == 0)
        {
            output.WriteLine($"no switch takes so many writes as {settings.Write}");
            return 1;
        }

        var faulted = Run(cases, cancellationToken);
        Tell("without faults", plain);
        foreach (var fate in Enum.GetValues<WriteFate>())
        {
            Tell(fate.ToString(), [.. faulted.Where(result => result.Case.Fault!.Fate == fate)]);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"seed {settings.Seed}, {time.GetElapsedTime(started).TotalSeconds:F0} s, {settings.Threads} at a time"));
        SwitchResult[] failures = [.. plain.Concat(faulted).Where(result => result.Faults.Count > 0)];
        foreach (var failure in failures.Take(ShownFailures))
        {
            Tell(failure);
        }

        return failures.Length == 0 ? 0 : 1;
    }

    private IReadOnlyList<SwitchResult> Run(List<SwitchCase> cases, CancellationToken cancellationToken)
    {
        var (done, failed) = (0, 0);
        var results = _walk.Run(
            cases,
            result =>
            {
                failed += result.Faults.Count > 0 ? 1 : 0;
                _bar.Show(++done, cases.Count, failed);
            },
            cancellationToken);
        _bar.Clear();
        return results;
    }

    private void Tell(string what, IReadOnlyList<SwitchResult> results)
    {
        if (results.Count > 0)
        {
            var passed = results.Count(result => result.Faults.Count == 0);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-16} {results.Count,6} tried {passed,6} passed"));
        }
    }

    private void Tell(SwitchResult failure)
    {
        output.WriteLine();
        output.WriteLine($"FAILED {failure.Case}");
        foreach (var fault in failure.Faults.Take(ShownFaults))
        {
            output.WriteLine($"  {fault}");
        }

        output.WriteLine($"  {failure.Case.Command(settings.Seed)}");
    }
}
