using System.Text.Json.Nodes;

namespace Hermes.Campaigns.Operations;

/// <summary>A field of the spec as the definition has it.</summary>
/// <param name="Path">
/// From the spec down, with <c>[]</c> for an element of a list and <c>{}</c> for a value of a map: <c>env[].value</c>,
/// <c>resources.limits{}</c>.
/// </param>
/// <param name="Schema">Its part of the schema.</param>
/// <param name="IsRequired">Whether what it is a field of must have it.</param>
internal sealed record SchemaField(string Path, JsonObject Schema, bool IsRequired)
{
    public const string Element = "[]";
    public const string Value = "{}";

    /// <summary>The names on the way to it, elements and values of their own.</summary>
    public IReadOnlyList<string> Steps { get; } =
        Path.Replace(Element, $".{Element}", StringComparison.Ordinal).Replace(Value, $".{Value}", StringComparison.Ordinal).Split('.');

    /// <summary>Whether it has fields of its own, and so can only be left out as a whole.</summary>
    public bool IsObject => Schema["properties"] is not null;

    public bool IsList => (string?)Schema["type"] == "array";

    public bool IsMap => Schema["additionalProperties"] is not null;

    /// <summary>Every field below a schema: what can be changed or left out by itself.</summary>
    public static IEnumerable<SchemaField> Below(JsonObject schema) => Below("", schema);

    private static IEnumerable<SchemaField> Below(string path, JsonObject schema)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, property) in schema["properties"]!.AsObject())
        {
            foreach (var field in Of(path.Length == 0 ? name : $"{path}.{name}", property!.AsObject(), required.Contains(name)))
            {
                yield return field;
            }
        }
    }

    private static IEnumerable<SchemaField> Of(string path, JsonObject schema, bool isRequired)
    {
        var field = new SchemaField(path, schema, isRequired);
        if (field.IsObject)
        {
            // The element of a list goes by the list's own operations.
            return path.EndsWith(Element, StringComparison.Ordinal) ? Below(path, schema) : Below(path, schema).Prepend(field);
        }

        return field switch
        {
            { IsList: true } => Of(path + Element, schema["items"]!.AsObject(), isRequired: true).Prepend(field),
            { IsMap: true } => Of(path + Value, schema["additionalProperties"]!.AsObject(), isRequired: false).Prepend(field),
            _ => [field],
        };
    }
}
