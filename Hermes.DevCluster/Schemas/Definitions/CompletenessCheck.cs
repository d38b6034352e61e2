using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Fields and elements that combinations of validations name must be declared by the schema itself.</summary>
internal sealed class CompletenessCheck
{
    private readonly List<FieldError> _errors = [];

    private CompletenessCheck()
    {
    }

    /// <summary>Every fault.</summary>
    public static IReadOnlyList<FieldError> Check(string path, JsonObject schema)
    {
        var check = new CompletenessCheck();
        check.Visit(path, schema);
        return check._errors;
    }

    private void Visit(string path, JsonObject schema)
    {
        foreach (var (at, nested, _) in SchemaNodes.Nested(path, schema))
        {
            VisitDeclared(at, nested, path, schema);
        }

        foreach (var (name, property) in SchemaNodes.Properties(schema))
        {
            Visit($"{path}.properties[{name}]", property);
        }

        if (schema["items"] is JsonObject items)
        {
            Visit($"{path}.items", items);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            Visit($"{path}.additionalProperties", values);
        }
    }

    private void VisitDeclared(string path, JsonObject nested, string declaredPath, JsonObject declared)
    {
        foreach (var (at, deeper, _) in SchemaNodes.Nested(path, nested))
        {
            VisitDeclared(at, deeper, declaredPath, declared);
        }

        foreach (var (name, property) in SchemaNodes.Properties(nested))
        {
            var at = $"{declaredPath}.properties[{name}]";
            if ((declared["properties"] as JsonObject)?[name] is JsonObject known)
            {
                VisitDeclared($"{path}.properties[{name}]", property, at, known);
            }
            else
            {
                _errors.Add(FieldErrors.Required(at, $"because it is defined in {path}.properties[{name}]"));
            }
        }

        if (nested["items"] is JsonObject items)
        {
            var at = $"{declaredPath}.items";
            if (declared["items"] is JsonObject known)
            {
                VisitDeclared($"{path}.items", items, at, known);
            }
            else
            {
                _errors.Add(FieldErrors.Required(at, $"because it is defined in {path}.items"));
            }
        }
    }
}
