using System.Globalization;
using Hermes.Clusters.Reporting;

namespace Hermes.Campaigns.Plans;

/// <summary>One call of the command: runs campaigns and tells what came of them.</summary>
internal sealed class CampaignSession(CampaignSettings settings, TextWriter output, TimeProvider time)
{
    private readonly CampaignReport _report = new(settings.Seed, output);

    /// <summary>Runs.</summary>
    /// <returns>The exit code: 1 where a plan failed, or there was none.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        var campaigns = CampaignCatalog.Create(settings.Only, settings.Seed);
        try
        {
            return settings.Replay is { } plan ? Replay(campaigns.Single(), plan) : RunAll(campaigns, cancellationToken);
        }
        finally
        {
            foreach (var campaign in campaigns.OfType<IDisposable>())
            {
                campaign.Dispose();
            }
        }
    }

    private int Replay(ICampaign campaign, string plan)
    {
        var start = time.GetTimestamp();
        try
        {
            var result = CampaignRunner.Run(campaign, plan);
            output.WriteLine($"{campaign.Name} {plan}: {(result.HasPassed ? "passed" : "FAILED")}{(result.HasStruck ? "" : ", nothing struck")}, trace {result.Digest}");
            foreach (var line in result.Remark.Length > 0 ? result.Faults.Append(result.Remark) : result.Faults)
            {
                output.WriteLine($"  {line}");
            }

            return Save([new CampaignOutcome(campaign.Name, 1, [result], time.GetElapsedTime(start))]) && result.HasPassed ? 0 : 1;
        }
        catch (FormatException exception)
        {
            output.WriteLine($"--replay: {exception.Message}");
            return 1;
        }
    }

    private int RunAll(IReadOnlyList<ICampaign> campaigns, CancellationToken cancellationToken)
    {
        var bar = new ProgressBar(output, !Console.IsOutputRedirected);
        var runner = new CampaignRunner(settings, bar, time, result => Remark(bar, result));
        var start = time.GetTimestamp();
        List<CampaignOutcome> outcomes = [];
        foreach (var campaign in campaigns)
        {
            // What one leaves of its share is the others'.
            var share = (settings.Budget - time.GetElapsedTime(start)) / (campaigns.Count - outcomes.Count);
            outcomes.Add(runner.Run(campaign, share, cancellationToken));
        }

        _report.Write(outcomes);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"seed {settings.Seed}, {time.GetElapsedTime(start).TotalSeconds:F0} s, {settings.Threads} at a time"));
        var hasPassed = outcomes.TrueForAll(outcome => outcome.Results.Count > 0 && outcome.Passed == outcome.Results.Count);
        return Save(outcomes) && hasPassed ? 0 : 1;
    }

    private void Remark(ProgressBar bar, PlanResult result)
    {
        if (result.Remark.Length > 0)
        {
            bar.Clear();
            output.WriteLine($"{result.Plan}: {result.Remark}");
        }
    }

    private bool Save(IReadOnlyList<CampaignOutcome> outcomes)
    {
        if (settings.JsonPath is not { } path)
        {
            return true;
        }

        try
        {
            File.WriteAllBytes(path, OutcomeJson.Write(settings.Seed, outcomes));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"--json: cannot write {path}: {exception.Message}");
            return false;
        }
    }
}
