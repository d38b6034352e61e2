using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Charts;

/// <summary>Where a value stands among values: keys of objects and places in lists.</summary>
internal sealed record ValuePath(params IReadOnlyList<object> Steps)
{
    public static ValuePath Root { get; } = new([]);

    public ValuePath Append(object step) => new([.. Steps, step]);

    /// <summary>The path to the outermost list that it leads into, or the path itself.</summary>
    public ValuePath Outside() => new([.. Steps.TakeWhile(step => step is string)]);

    public JsonNode? In(JsonNode values) => Steps.Aggregate((JsonNode?)values, (node, step) => step is int index ? node?[index] : node?[(string)step]);

    /// <summary>Sets what stands there.</summary>
    public void Set(JsonNode values, JsonNode? value)
    {
        var holder = new ValuePath([.. Steps.SkipLast(1)]).In(values)!;
        if (Steps[^1] is int index)
        {
            holder[index] = value;
        }
        else
        {
            holder[(string)Steps[^1]] = value;
        }
    }

    public override string ToString() =>
        string.Concat(Steps.Select(step => step is int index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : $".{step}")).TrimStart('.');
}
