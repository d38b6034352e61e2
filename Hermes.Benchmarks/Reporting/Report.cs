using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Reporting;

/// <summary>Writes what was measured, for people and for machines.</summary>
internal sealed class Report(TextWriter output)
{
    private const int LabelWidth = 16;
    private const int RequestWidth = 52;

    public void Title(FormattableString text) => output.WriteLine(FormattableString.Invariant(text));

    public void Line(string label, FormattableString text) =>
        output.WriteLine($"  {label.PadRight(LabelWidth)}{FormattableString.Invariant(text)}");

    public void Durations(string label, Milliseconds durations) =>
        Line(label, $"p50 {durations.P50:F1} ms, p95 {durations.P95:F1} ms, p99 {durations.P99:F1} ms, max {durations.Max:F1} ms");

    public void Operator(OperatorUsage usage) => Line(
        "operator",
        $"CPU {usage.CpuSeconds:F2} s, {usage.CpuMillisecondsPerApp:F2} ms per app ({usage.CpuSecondsSinceStart:F2} s since start); RSS {usage.RssMegabytes:F0} MB, peak {usage.PeakRssMegabytes:F0} MB");

    public void Requests(IReadOnlyList<RequestLine> requests)
    {
        Line("requests", $"{(requests.Count == 0 ? "none" : "by the server's own count, the operator's, watches left out:")}");
        foreach (var request in requests)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"    {$"{request.Verb} {request.Resource}".PadRight(RequestWidth)}{request.Count,8}{request.PerApp,9:F2} per app"));
        }
    }

    /// <summary>What was wrong, a line each; "none" where nothing was.</summary>
    public void Faults(string label, IReadOnlyList<string> faults)
    {
        Title($"{label}: {(faults.Count == 0 ? "none" : "")}");
        foreach (var fault in faults)
        {
            output.WriteLine($"  {fault}");
        }
    }

    /// <summary>Writes the results to the file that was asked for, if any.</summary>
    /// <exception cref="BenchmarkException">The file cannot be written.</exception>
    public static void Save<TResult>(string? path, TResult result, JsonTypeInfo<TResult> contract)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(result, contract));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"--json: cannot write {path}: {exception.Message}", exception);
        }
    }
}
