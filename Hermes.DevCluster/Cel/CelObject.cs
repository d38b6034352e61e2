using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>An object with the fields that a schema declares.</summary>
internal sealed class CelObject(JsonObject value, Schema schema)
{
    /// <summary>The object itself.</summary>
    public JsonObject Value { get; } = value;

    /// <summary>The field of this (escaped) name; null when it is absent.</summary>
    public object? Find(string field)
    {
        if (FieldNames.Find(schema, field) is not var (name, declared) || !Value.TryGetPropertyValue(name, out var json))
        {
            return null;
        }

        return json is null && !declared.Nullable ? null : CelValues.From(json, declared);
    }
}
