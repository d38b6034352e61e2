using System.Text.Json.Serialization;
using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Tests.Schema;

/// <summary>One fault a property, of those that only the generator can find.</summary>
internal sealed record FaultyWidgetSpec
{
    public object? Anything { get; init; }

    [DefaultValue("x")]
    public int? BadDefault { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<WidgetMode>))]
    public WidgetMode? BadConverter { get; init; }

    [ListType("map", "name")]
    [Items(maxItems: 1)]
    public IReadOnlyList<FaultyWidgetPart>? BadKey { get; init; }

    [Items(maxItems: 1)]
    public int? BadItems { get; init; }

    [Length(maxLength: 1)]
    public bool? BadLength { get; init; }

    public DayOfWeek? NumberedEnum { get; init; }

    [RangeMaximum(5)]
    [DefaultValue(6)]
    public int? OutOfRange { get; init; }

    public FaultyWidgetPart? Recursive { get; init; }

    [Items(maxItems: 3)]
    public IReadOnlyList<string>? UnboundedItem { get; init; }

    public IReadOnlyList<int>? UnboundedList { get; init; }

    public IReadOnlyDictionary<string, bool>? UnboundedMap { get; init; }

    public string? UnboundedString { get; init; }
}
