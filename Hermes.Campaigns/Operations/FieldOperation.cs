using System.Text.Json.Nodes;

namespace Hermes.Campaigns.Operations;

/// <summary>One change of one field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">What is done, in a word: <c>set0</c>, <c>above</c>, <c>pop</c>.</param>
/// <param name="IsValid">Whether a spec that has no other peculiarity is valid with it; null where that depends on other fields.</param>
/// <param name="Value">What the field becomes; null to leave it out.</param>
internal sealed record FieldOperation(SchemaField Field, string Name, bool? IsValid, Func<JsonNode?, JsonNode?> Value)
{
    /// <summary>Changes a spec. Where what the field is in is not there, it comes from the field's setting.</summary>
    /// <returns>The changed spec.</returns>
    public JsonObject ChangeOf(JsonObject spec)
    {
        var changed = spec.DeepClone().AsObject();
        Change(changed, FieldSetting.Of(Field).Base(), step: 0);
        return changed;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Field.Path}@{Name}";

    private void Change(JsonNode parent, JsonNode? model, int step)
    {
        var isLast = step == Field.Steps.Count - 1;
        switch (parent, Field.Steps[step])
        {
            case (JsonArray list, SchemaField.Element):
                Change(list, model as JsonArray, isLast, step);
                break;
            case (JsonObject map, SchemaField.Value):
                Change(map, map.Select(pair => pair.Key).FirstOrDefault() ?? (model as JsonObject)?.Select(pair => pair.Key).First() ?? "memory", model as JsonObject, isLast, step);
                break;
            case (JsonObject map, var name):
                Change(map, name, model as JsonObject, isLast, step);
                break;
            default:
                throw new InvalidOperationException($"{this}: the spec does not have the shape of its schema");
        }
    }

    private void Change(JsonObject map, string name, JsonObject? model, bool isLast, int step)
    {
        if (!isLast)
        {
            map[name] ??= model?[name]?.DeepClone() ?? (Field.Steps[step + 1] == SchemaField.Element ? new JsonArray() : new JsonObject());
            Change(map[name]!, model?[name], step + 1);
        }
        else if (Value(map[name]) is { } value)
        {
            map[name] = value;
        }
        else
        {
            map.Remove(name);
        }
    }

    private void Change(JsonArray list, JsonArray? model, bool isLast, int step)
    {
        if (list.Count == 0)
        {
            list.Add(model is { Count: > 0 } ? model[0]!.DeepClone() : isLast ? "zero" : new JsonObject());
        }

        if (!isLast)
        {
            Change(list[0]!, model is { Count: > 0 } ? model[0] : null, step + 1);
        }
        else if (Value(list[0]) is { } value)
        {
            list[0] = value;
        }
        else
        {
            list.RemoveAt(0);
        }
    }
}
