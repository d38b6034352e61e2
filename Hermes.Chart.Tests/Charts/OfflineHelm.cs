using System.Text.Json.Nodes;
using Hermes.Clusters.Clients;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>Helm without a cluster: what it makes of the charts and of values. Its tests are skipped where there is no Helm.</summary>
public sealed class OfflineHelm : IDisposable
{
    internal const string Namespace = "hermes-system";

    // Served by every cluster from 1.30 on; Helm without one does not assume so.
    private const string Policies = "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy";

    private readonly ClientProgram? _program = ClientProgram.Find("helm");

    private ClientSession Session
    {
        get
        {
            Skip.If(_program is null, ClientProgram.WhyMissing("helm"));
            return _program!.On(Path.Combine(AppContext.BaseDirectory, "no-kubeconfig"), Namespace);
        }
    }

    public void Dispose() => _program?.Dispose();

    internal Task<ClientResult> TryAsync(string arguments, string input = "") => Session.TryAsync(arguments, input);

    /// <summary>What <c>helm template</c> says to values, which are given as YAML or JSON.</summary>
    internal Task<ClientResult> TryTemplateAsync(string chart, string values = "{}") =>
        Session.TryAsync($"template {ChartRepository.OperatorName} \"{chart}\" --values - --api-versions {Policies}", values);

    /// <summary>The text that the operator's chart renders to, hooks and all.</summary>
    internal async Task<string> TemplateAsync(string values = "{}")
    {
        var result = await TryTemplateAsync(ChartRepository.Operator, values);
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output;
    }

    /// <summary>The objects that the operator's chart renders to, hooks and all.</summary>
    internal async Task<IReadOnlyList<JsonObject>> RenderAsync(string values = "{}") =>
        [.. YamlReader.Read(await TemplateAsync(values)).Select(document => document.Content.AsObject())];
}
