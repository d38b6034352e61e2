using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Charts;

/// <summary>A misspelt key is refused wherever it stands.</summary>
public sealed class ValuesSchemaTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    private const string Misspelt = "imagee";

    // Parts of Kubernetes' own API, which checks them; all others are the chart's.
    private static readonly string[] PassedOn =
    [
        "properties.affinity.properties.nodeAffinity",
        "properties.affinity.properties.podAffinity",
        "properties.affinity.properties.podAntiAffinity",
        "properties.global",
        "properties.networkPolicy.properties.extraEgress.items.properties.to.items",
    ];

    [Fact]
    public void Schema_EveryObjectInIt_IsClosedOrTyped() =>
        OpenObjects(ChartValues.Schema(), "").Order(StringComparer.Ordinal).ShouldBe(PassedOn);

    [SkippableFact]
    public async Task AMisspeltKey_AtEveryLevel_IsRefusedByItsName()
    {
        var full = ChartValues.Full();
        var closed = ClosedObjects(full, ChartValues.Schema(), ValuePath.Root).ToList();
        closed.Count.ShouldBeGreaterThan(20);
        var accepted = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(closed, async (path, _) =>
        {
            var misspelt = full.DeepClone();
            path.In(misspelt)!.AsObject()[Misspelt] = "x";
            var result = await helm.TryTemplateAsync(ChartRepository.Operator, misspelt.ToJsonString());
            if (result.ExitCode == 0 || !result.Error.Contains($"additional properties '{Misspelt}' not allowed", StringComparison.Ordinal))
            {
                accepted.Add($"{path}: {result.Error}");
            }
        });

        accepted.ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("image: {tag: 'a b'}", "/image/tag")]
    [InlineData("image: {digest: 'sha256:12'}", "/image/digest")]
    [InlineData("replicas: -1", "/replicas")]
    [InlineData("watchNamespaces: [Team]", "/watchNamespaces/0")]
    [InlineData("watchNamespaces: team", "/watchNamespaces")]
    [InlineData("workers: 1001", "/workers")]
    [InlineData("healthPort: 80", "/healthPort")]
    [InlineData("otlp: {endpoint: 'collector:4318'}", "/otlp/endpoint")]
    [InlineData("otlp: {protocol: http/json}", "/otlp/protocol")]
    [InlineData("terminationGracePeriodSeconds: 5", "/terminationGracePeriodSeconds")]
    [InlineData("keda: {scalerAddress: 'no-port'}", "/keda/scalerAddress")]
    public async Task AValue_OfAWrongForm_IsRefusedByItsPath(string values, string path)
    {
        var result = await helm.TryTemplateAsync(ChartRepository.Operator, values);

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain($"at '{path}'");
    }

    [SkippableFact]
    public async Task Definitions_AnyValue_IsRefused()
    {
        var result = await helm.TryTemplateAsync(ChartRepository.Definitions, "keep: false");

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("additional properties 'keep' not allowed");
    }

    private static IEnumerable<string> OpenObjects(JsonNode? schema, string path) => schema switch
    {
        JsonObject fields => (IsOpen(fields) ? [path] : Enumerable.Empty<string>())
            .Concat(fields.SelectMany(field => OpenObjects(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}"))),
        _ => [],
    };

    private static bool IsOpen(JsonObject schema) =>
        schema["type"] is JsonValue type && type.ToJsonString() == "\"object\"" && schema["additionalProperties"] is null;

    private static IEnumerable<ValuePath> ClosedObjects(JsonNode? values, JsonNode? schema, ValuePath path) => values switch
    {
        JsonObject fields when schema?["additionalProperties"] is JsonValue => fields
            .SelectMany(field => ClosedObjects(field.Value, schema["properties"]?[field.Key], path.Append(field.Key))).Prepend(path),
        JsonArray list => list.SelectMany((item, index) => ClosedObjects(item, schema?["items"], path.Append(index))),
        _ => [],
    };
}
