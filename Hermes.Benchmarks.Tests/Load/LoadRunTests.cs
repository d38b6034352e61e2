using System.Text.Json;
using Hermes.Benchmarks.Load;
using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Tests.Load;

/// <summary>The whole of a load, small: a DevCluster and an operator in processes of their own.</summary>
[Trait("Category", "Process")]
public sealed class LoadRunTests : IDisposable
{
    private const int Apps = 3;

    private readonly string _json = Path.Combine(Path.GetTempPath(), $"hermes-load-{Guid.NewGuid():N}.json");

    [Fact]
    public async Task Load_OfAFewApps_CarriesThemOutWithinTheCountsAndSaysWhatItCost()
    {
        using var output = new StringWriter();
        var settings = new RunSettings { Apps = Apps, Writers = 2, Workers = 2, Simulator = false, JsonPath = _json };

        var code = await new LoadRun(settings, output, TimeProvider.System).RunAsync(CancellationToken.None);

        code.ShouldBe(0, output.ToString());
        output.ToString().ShouldContain("beyond the counts: none");
        var result = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(_json), ResultJsonContext.Default.LoadResult)!;
        (result.Missing, result.Children.Values.Sum()).ShouldBe((0, 4 * Apps));
        result.Requests.ShouldContain(new RequestLine("APPLY", "deployments.apps", Apps, 1));
        result.Operator.CpuSecondsSinceStart.ShouldBeGreaterThan(0);
        result.Operator.PeakRssMegabytes.ShouldBeGreaterThan(0);
    }

    public void Dispose() => File.Delete(_json);
}
