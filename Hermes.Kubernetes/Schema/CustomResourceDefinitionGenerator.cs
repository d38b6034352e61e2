using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Schema;

/// <summary>Makes the CustomResourceDefinition of an entity from its JSON contract and attributes.</summary>
/// <remarks>
/// Guarantees: names are those of the contract that reads and writes the objects, so schema and wire cannot differ; the same types give
/// the same JSON, fields sorted by name; no reflection over members, so it works under Native AOT.
/// </remarks>
public static class CustomResourceDefinitionGenerator
{
    /// <summary>Makes the definition: one version, served and stored.</summary>
    /// <param name="contract">
    /// The contract of a type that carries <see cref="KubernetesEntityAttribute"/> and has a <c>spec</c> property. A <c>status</c> property
    /// makes the status subresource.
    /// </param>
    /// <param name="options">What the schema is held to; null for the defaults.</param>
    /// <exception cref="SchemaException">The types or attributes say what a structural schema cannot; every such field is named.</exception>
    public static JsonObject Generate(JsonTypeInfo contract, CustomResourceDefinitionOptions? options = null)
    {
        var type = contract.Type;
        var entity = EntityAttributeOf(type);
        var builder = new StructuralSchemaBuilder(contract.Options);
        var schema = builder.BuildRoot(contract);
        List<string> faults = [.. builder.Faults];
        if ((options ?? new CustomResourceDefinitionOptions()).RequireBounds)
        {
            faults.AddRange(SchemaBounds.Faults(schema));
        }

        if (faults.Count > 0)
        {
            throw new SchemaException(faults);
        }

        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{entity.PluralName}.{entity.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = entity.Group,
                ["names"] = Names(type, entity),
                ["scope"] = (type.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced).ToString(),
                ["versions"] = new JsonArray(Version(type, entity, schema)),
            },
        };
    }

    private static KubernetesEntityAttribute EntityAttributeOf(Type type)
    {
        if (type.GetCustomAttribute<KubernetesEntityAttribute>() is not { } entity)
        {
            throw new SchemaException([$"{type.Name}: needs a [KubernetesEntity] attribute"]);
        }

        string[] faults =
        [
            .. new (string Name, string? Value)[]
            {
                (nameof(entity.Group), entity.Group),
                (nameof(entity.ApiVersion), entity.ApiVersion),
                (nameof(entity.Kind), entity.Kind),
                (nameof(entity.PluralName), entity.PluralName),
            }.Where(field => string.IsNullOrEmpty(field.Value)).Select(field => $"{type.Name}: [KubernetesEntity] needs {field.Name}"),
        ];
        return faults.Length == 0 ? entity : throw new SchemaException(faults);
    }

    private static JsonObject Names(Type type, KubernetesEntityAttribute entity)
    {
        var names = new JsonObject();
        if (type.GetCustomAttribute<KubernetesEntityCategoriesAttribute>() is { } categories)
        {
            names["categories"] = Strings(categories.Categories);
        }

        names["kind"] = entity.Kind;
        names["listKind"] = $"{entity.Kind}List";
        names["plural"] = entity.PluralName;
        if (type.GetCustomAttribute<KubernetesEntityShortNamesAttribute>() is { } shortNames)
        {
            names["shortNames"] = Strings(shortNames.ShortNames);
        }

        names["singular"] = entity.Kind.ToLowerInvariant();
        return names;
    }

    private static JsonObject Version(Type type, KubernetesEntityAttribute entity, JsonObject schema)
    {
        var version = new JsonObject();
        var columns = type.GetCustomAttributes<GenericAdditionalPrinterColumnAttribute>().Select(Column).ToArray<JsonNode>();
        if (columns.Length > 0)
        {
            version["additionalPrinterColumns"] = new JsonArray(columns);
        }

        version["name"] = entity.ApiVersion;
        version["schema"] = new JsonObject { ["openAPIV3Schema"] = schema };
        version["served"] = true;
        version["storage"] = true;
        var subresources = Subresources(type, schema);
        if (subresources.Count > 0)
        {
            version["subresources"] = subresources;
        }

        return version;
    }

    private static JsonObject Column(GenericAdditionalPrinterColumnAttribute column)
    {
        var json = new JsonObject();
        json.AddIfPresent("description", column.Description);
        json.AddIfPresent("format", column.Format);
        json["jsonPath"] = column.JsonPath;
        json["name"] = column.Name;
        if (column.Priority != 0)
        {
            json["priority"] = column.Priority;
        }

        json["type"] = column.Type;
        return json;
    }

    private static JsonObject Subresources(Type type, JsonObject schema)
    {
        var subresources = new JsonObject();
        if (type.GetCustomAttribute<ScaleSubresourceAttribute>() is { } scale)
        {
            var json = new JsonObject();
            json.AddIfPresent("labelSelectorPath", scale.LabelSelectorPath);
            json["specReplicasPath"] = scale.SpecReplicasPath;
            json["statusReplicasPath"] = scale.StatusReplicasPath;
            subresources["scale"] = json;
        }

        if (schema["properties"]!.AsObject().ContainsKey("status"))
        {
            subresources["status"] = new JsonObject();
        }

        return subresources;
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
