using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.Clusters;

namespace Hermes.Contract.Tests;

/// <summary>One pass through a scenario.</summary>
internal sealed class ScenarioRun
{
    private const string NamespaceVariable = "namespace";
    private const string GroupVariable = "group";

    /// <summary>Long enough for a loaded machine; nothing that works takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>For an answer that is to come about by itself.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ContractCluster _cluster;
    private readonly Scenario _scenario;
    private readonly Dictionary<string, string> _variables;
    private readonly VolatileValues _volatile;

    public ScenarioRun(ContractCluster cluster, Scenario scenario)
    {
        var unique = $"c{Guid.NewGuid():N}"[..10];
        _cluster = cluster;
        _scenario = scenario;
        _variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [GroupVariable] = $"{unique}.example.dev",
            [NamespaceVariable] = unique,
        };
        _volatile = new VolatileValues(new Dictionary<string, string>(_variables, StringComparer.Ordinal));
    }

    /// <summary>What the lane lacks for the scenario; null where it lacks nothing.</summary>
    public static string? Missing(ICluster cluster, Scenario scenario) =>
        scenario.Needs.Select(need => (need, capability: Capability(need)))
            .Where(entry => !cluster.Capabilities.HasFlag(entry.capability) || (entry.need is ScenarioNeed.NoControllers && HasControllers(cluster)))
            .Select(entry => entry.need is ScenarioNeed.NoControllers
                ? $"the controllers of the lane {cluster.Lane} write to the scenario's objects"
                : $"the lane {cluster.Lane} has no {entry.need}")
            .FirstOrDefault();

    /// <summary>Sends every request, in order.</summary>
    /// <returns>The masked answer to each named request, in order.</returns>
    public async Task<IReadOnlyList<KeyValuePair<string, JsonObject>>> SendAllAsync()
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        await PrepareAsync(timeout.Token);
        try
        {
            var answers = new List<KeyValuePair<string, JsonObject>>();
            foreach (var exchange in _scenario.Exchanges)
            {
                var answer = await SendAsync(exchange, timeout.Token);
                if (exchange.Name is { } name)
                {
                    answers.Add(KeyValuePair.Create(name, answer));
                }
            }

            return answers;
        }
        finally
        {
            await CleanUpAsync();
        }
    }

    private static ClusterCapabilities Capability(ScenarioNeed need) => need switch
    {
        ScenarioNeed.Keda => ClusterCapabilities.Keda,
        ScenarioNeed.GarbageCollection => ClusterCapabilities.GarbageCollection,
        _ => ClusterCapabilities.None,
    };

    private static bool HasControllers(ICluster cluster) =>
        (cluster.Capabilities & (ClusterCapabilities.Simulator | ClusterCapabilities.RealPods | ClusterCapabilities.Controllers)) != ClusterCapabilities.None;

    private async Task<JsonObject> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var body = exchange.Body is JsonValue text && text.TryGetValue<string>(out var raw) ? raw : exchange.Body?.ToJsonString();
        body = body is null ? null : Fill(body);
        using var settling = new CancellationTokenSource(Settling, TimeProvider.System);
        while (true)
        {
            var answer = await _cluster.SendAsync(
                exchange.Method, Fill(exchange.Path), body, exchange.ContentType, exchange.Accept, exchange.As, cancellationToken);
            if (exchange.Until is not null && !HasSettled(exchange, answer) && !settling.IsCancellationRequested)
            {
                // No event tells of it: this is what a client sees who asks.
                await Task.Delay(Interval, TimeProvider.System, cancellationToken);
                continue;
            }

            if (exchange.Name is null && !answer.IsSuccess)
            {
                throw new InvalidOperationException($"{exchange.Method} {exchange.Path}: {answer.Status}: {answer.Body}");
            }

            foreach (var (name, pointer) in exchange.Capture)
            {
                _variables[name] = Find(answer.Body, pointer)?.ToString()
                    ?? throw new InvalidOperationException($"{exchange.Method} {exchange.Path}: the answer has no {pointer}: {answer.Body}");
            }

            _volatile.Sent(exchange.Body);
            return _volatile.Mask(answer.ToJson());
        }
    }

    private static bool HasSettled(Exchange exchange, Answer answer) =>
        Find(answer.Body, exchange.Until!)?.ToString() is { } text && (exchange.UntilIs is null || exchange.UntilIs == text);

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync("POST", "/api/v1/namespaces", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"${namespace}"}}""", cancellationToken);
        foreach (var definition in _scenario.Needs.Select(ScenarioFolder.Definition).OfType<JsonObject>())
        {
            var list = $"/apis/${{group}}/v1alpha1/{definition["spec"]!["names"]!["plural"]}";
            await ExpectAsync(
                "POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition.ToJsonString(), cancellationToken);
            while (!(await RawAsync("GET", list, null, cancellationToken)).IsSuccess)
            {
                // A server says Established before each of its handlers knows the kind.
                await Task.Delay(Interval, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task CleanUpAsync()
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var definition in _scenario.Needs.Select(ScenarioFolder.Definition).OfType<JsonObject>())
        {
            var name = definition["metadata"]!["name"];
            await RawAsync("DELETE", $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}", null, timeout.Token);
        }

        await RawAsync("DELETE", "/api/v1/namespaces/${namespace}", null, timeout.Token);
    }

    private async Task ExpectAsync(string method, string path, string body, CancellationToken cancellationToken)
    {
        var answer = await RawAsync(method, path, body, cancellationToken);
        answer.IsSuccess.ShouldBeTrue($"{method} {path}: {answer.Status}: {answer.Body}");
    }

    private Task<Answer> RawAsync(string method, string path, string? body, CancellationToken cancellationToken) => _cluster.SendAsync(
        method, Fill(path), body is null ? null : Fill(body), "application/json", "application/json", null, cancellationToken);

    private string Fill(string text) =>
        _variables.Aggregate(text, (filled, variable) => filled.Replace($"${{{variable.Key}}}", variable.Value, StringComparison.Ordinal));

    private static JsonNode? Find(JsonNode? node, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, (at, key) => at switch
        {
            JsonArray items when int.TryParse(key, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
            JsonObject fields => fields[key],
            _ => null,
        });
}
