using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Schema;

/// <summary>Walks JSON contracts and writes them down as a structural schema; collects every fault on the way.</summary>
internal sealed class StructuralSchemaBuilder(JsonSerializerOptions options)
{
    private readonly List<string> _faults = [];
    private readonly List<Type> _ancestors = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The schema of a whole object; apiVersion, kind and metadata are the API server's own business.</summary>
    public JsonObject BuildRoot(JsonTypeInfo contract)
    {
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["description"] = "The group and version of the object's schema.", ["type"] = "string" },
            ["kind"] = new JsonObject { ["description"] = "The kind of the object.", ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
        };
        List<string> required = [];
        foreach (var property in PropertiesOf(contract).Where(property => !properties.ContainsKey(property.Name)))
        {
            var schema = BuildProperty(property, property.Name);
            properties[property.Name] = schema;

            // Without it, an object that leaves out the whole spec would leave out its required fields too.
            if (IsRequired(property) || (property.Name == "spec" && schema.ContainsKey("required")))
            {
                required.Add(property.Name);
            }
        }

        if (!properties.ContainsKey("spec"))
        {
            _faults.Add($"{contract.Type.Name}: needs a spec property");
        }

        return Object(contract.Type, properties, required);
    }

    private static IEnumerable<JsonPropertyInfo> PropertiesOf(JsonTypeInfo contract) =>
        contract.Properties
            .Where(property => property.Get is not null || property.Set is not null)
            .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || FieldAttributes.Of(property).IsRequired;

    private static JsonObject Object(Type type, JsonObject properties, List<string> required)
    {
        var schema = new JsonObject();
        schema.AddIfPresent("description", type.GetCustomAttribute<DescriptionAttribute>()?.Description);
        schema["type"] = "object";
        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        ValidationRules.Add(schema, type.GetCustomAttributes<ValidationRuleAttribute>());
        return schema;
    }

    private JsonObject BuildProperty(JsonPropertyInfo property, string path)
    {
        if (property.IsExtensionData)
        {
            return Fault(path, "extension data has no schema");
        }

        if (property.CustomConverter is not null)
        {
            return Fault(path, "a JSON converter on a property hides what is on the wire: put it on the type");
        }

        var schema = Build(property.PropertyType, path);
        if (schema.Count == 0)
        {
            return schema;
        }

        _faults.AddRange(FieldAttributes.Of(property).ApplyTo(schema).Select(fault => $"{path}: {fault}"));
        return schema;
    }

    private JsonObject Build(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (WellKnownSchemas.Of(type) is { } known)
        {
            return known;
        }

        if (!options.TryGetTypeInfo(type, out var contract))
        {
            return Fault(path, $"{type.Name} has no JSON contract");
        }

        return type.IsEnum ? BuildEnum(contract, path) : contract.Kind switch
        {
            JsonTypeInfoKind.Object => BuildObject(contract, path),
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Build(contract.ElementType!, $"{path}[]") },
            JsonTypeInfoKind.Dictionary when contract.KeyType == typeof(string) =>
                new JsonObject { ["type"] = "object", ["additionalProperties"] = Build(contract.ElementType!, $"{path}.*") },
            JsonTypeInfoKind.Dictionary => Fault(path, "the keys of a map are strings"),
            _ => Fault(path, $"{type.Name} cannot be expressed"),
        };
    }

    private JsonObject BuildObject(JsonTypeInfo contract, string path)
    {
        if (_ancestors.Contains(contract.Type))
        {
            return Fault(path, $"{contract.Type.Name} contains itself, which no structural schema can");
        }

        _ancestors.Add(contract.Type);
        var properties = new JsonObject();
        List<string> required = [];
        foreach (var property in PropertiesOf(contract))
        {
            properties[property.Name] = BuildProperty(property, $"{path}.{property.Name}");
            if (IsRequired(property))
            {
                required.Add(property.Name);
            }
        }

        _ancestors.RemoveAt(_ancestors.Count - 1);
        return Object(contract.Type, properties, required);
    }

    private JsonObject BuildEnum(JsonTypeInfo contract, string path)
    {
        var values = new JsonArray();
        foreach (var number in Enum.GetValuesAsUnderlyingType(contract.Type))
        {
            // As the contract writes it: that is how it will be on the wire.
            var value = JsonSerializer.SerializeToNode(Enum.ToObject(contract.Type, number), contract);
            if (value?.GetValueKind() != JsonValueKind.String)
            {
                return Fault(path, $"{contract.Type.Name} is written as a number: give it a JsonStringEnumConverter");
            }

            values.Add(value);
        }

        return new JsonObject { ["type"] = "string", ["enum"] = values };
    }

    private JsonObject Fault(string path, string fault)
    {
        _faults.Add($"{path}: {fault}");
        return [];
    }
}
