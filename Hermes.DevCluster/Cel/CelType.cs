using System.Runtime.CompilerServices;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>A type.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Element">Of a list its elements, of a map its values, of an optional what it holds; null where it may be anything.</param>
/// <param name="Key">The keys of a map.</param>
/// <param name="Schema">The fields of an object.</param>
internal sealed record CelType(CelKind Kind, CelType? Element = null, CelType? Key = null, Schema? Schema = null)
{
    private static readonly ConditionalWeakTable<Schema, Schema> Roots = [];

    private static readonly Schema Text = new() { Type = "string" };

    private static readonly Schema Metadata = new()
    {
        Type = "object",
        Properties = new Dictionary<string, Schema> { ["name"] = Text, ["generateName"] = Text },
    };

    /// <summary>Anything.</summary>
    public static CelType Dyn { get; } = new(CelKind.Dyn);

    /// <summary>True or false.</summary>
    public static CelType Bool { get; } = new(CelKind.Bool);

    /// <summary>A 64-bit integer.</summary>
    public static CelType Int { get; } = new(CelKind.Int);

    /// <summary>A 64-bit float.</summary>
    public static CelType Double { get; } = new(CelKind.Double);

    /// <summary>Text.</summary>
    public static CelType String { get; } = new(CelKind.String);

    /// <summary>The type that rules see of values of a schema; null for one that rules cannot reach.</summary>
    public static CelType? Of(Schema schema)
    {
        if (schema.IntOrString)
        {
            return Dyn;
        }

        return schema.Type switch
        {
            "boolean" => Bool,
            "integer" => Int,
            "number" => Double,
            "string" => OfString(schema.Format),
            "array" => schema.Items is { } items && Of(items) is { } element ? new(CelKind.List, element) : null,
            "object" when schema.AdditionalProperties is { } values && schema.Properties.Count == 0 =>
                Of(values) is { } value ? new(CelKind.Map, value, String) : null,
            "object" => new(CelKind.Object, Schema: schema.EmbeddedResource ? RootOf(schema) : schema),
            _ => null,
        };
    }

    /// <summary>
    /// The schema that rules see of a whole object: its <c>apiVersion</c> and <c>kind</c>, and of metadata the name and generateName.
    /// </summary>
    public static Schema RootOf(Schema schema) => Roots.GetValue(schema, static bare => bare with
    {
        Type = "object",
        Properties = new Dictionary<string, Schema>(bare.Properties)
        {
            ["apiVersion"] = Text,
            ["kind"] = Text,
            ["metadata"] = Metadata,
        },
    });

    /// <summary>Whether a value of the other type may stand where this one is asked for.</summary>
    public bool Accepts(CelType other)
    {
        if (Kind == CelKind.Dyn || other.Kind == CelKind.Dyn)
        {
            return true;
        }

        return Kind == other.Kind && IsWithin(Element, other.Element) && IsWithin(Key, other.Key);
    }

    /// <summary>The type as cel-go names it.</summary>
    public override string ToString() => Kind switch
    {
        CelKind.List => $"list({Element ?? Dyn})",
        CelKind.Map => $"map({Key ?? Dyn}, {Element ?? Dyn})",
        CelKind.Optional => $"optional_type({Element ?? Dyn})",
        CelKind.Duration => "google.protobuf.Duration",
        CelKind.Timestamp => "google.protobuf.Timestamp",
        CelKind.Quantity => "kubernetes.Quantity",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static bool IsWithin(CelType? asked, CelType? given) => asked is null || given is null || asked.Accepts(given);

    private static CelType OfString(string? format) => format switch
    {
        "byte" => new(CelKind.Bytes),
        "duration" => new(CelKind.Duration),
        "date" or "date-time" => new(CelKind.Timestamp),
        _ => String,
    };
}
