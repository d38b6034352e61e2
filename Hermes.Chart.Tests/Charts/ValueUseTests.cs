using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Charts;

/// <summary>Each value of <c>values.yaml</c> reaches what is installed: changed alone, it changes what is rendered.</summary>
public sealed class ValueUseTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    // Set, they hide others: each is changed on its own.
    private static readonly Dictionary<string, string> HiddenByOthers = new(StringComparer.Ordinal)
    {
        ["fullnameOverride"] = "full",
        ["image.digest"] = $"sha256:{new string('a', 64)}",
        ["verification.image.digest"] = $"sha256:{new string('b', 64)}",
    };

    /// <summary>Else a value could be added that the test below does not see.</summary>
    [Fact]
    public void FullValues_ComparedWithTheShipped_SetEachOfThem()
    {
        var full = ChartValues.Full();

        ChartValues.Leaves(ChartValues.Shipped(), ValuePath.Root)
            .Select(path => path.Outside())
            .Where(path => !HiddenByOthers.ContainsKey(path.ToString()) && IsNothing(path.In(full)))
            .Select(path => path.ToString())
            .ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task EachValue_Changed_ChangesWhatIsRendered()
    {
        var full = ChartValues.Full();
        var before = await helm.TemplateAsync(full.ToJsonString());
        var unused = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(ChartValues.Leaves(full, ValuePath.Root), async (path, _) =>
        {
            var changed = full.DeepClone();
            path.Set(changed, HiddenByOthers.TryGetValue(path.ToString(), out var value) ? value : Another(path.In(full)!.AsValue()));
            if (await helm.TemplateAsync(changed.ToJsonString()) == before)
            {
                unused.Add(path.ToString());
            }
        });

        unused.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static bool IsNothing(JsonNode? value) =>
        value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || value is JsonValue && value.ToJsonString() == "\"\"";

    /// <summary>Another value that is as valid: what the schema asks for is kept, such as the form of a name.</summary>
    private static JsonValue Another(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(false),
        JsonValueKind.False => JsonValue.Create(true),
        JsonValueKind.Number => JsonValue.Create(decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) + 1),
        _ => JsonValue.Create(Another(value.GetValue<string>())),
    };

    private static string Another(string text) => text switch
    {
        "Always" => "Never",
        "grpc" => "http/protobuf",
        "traceidratio" => "always_on",
        "Equal" => "Exists",
        "NoSchedule" => "NoExecute",
        "TCP" => "UDP",
        _ when text.LastIndexOfAny([.. "0123456789"]) is >= 0 and var digit => $"{text[..digit]}{(text[digit] == '9' ? '8' : (char)(text[digit] + 1))}{text[(digit + 1)..]}",
        _ => text[..^1] + (text[^1] == 'x' ? 'y' : 'x'),
    };
}
