using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.OpenApi;

/// <summary>
/// The operations of an OpenAPI document: as much as clients look for, above all whether a PATCH knows <c>fieldValidation</c>.
/// </summary>
/// <param name="components">The schemas that operations refer to.</param>
/// <param name="version3">Whether bodies and parameters are written as OpenAPI v3 does, or as v2.</param>
internal sealed class Paths(Components components, bool version3)
{
    private static readonly (string Method, string Verb, string Action)[] OnCollections =
    [
        ("get", "list", "list"), ("post", "create", "post"), ("delete", "deletecollection", "deletecollection"),
    ];

    private static readonly (string Method, string Verb, string Action)[] OnObjects =
    [
        ("get", "get", "get"), ("put", "update", "put"), ("patch", "patch", "patch"), ("delete", "delete", "delete"),
    ];

    private static readonly (string Method, string Verb, string Action)[] OnSubresources =
        [("get", "get", "get"), ("put", "update", "put"), ("patch", "patch", "patch")];

    /// <summary>The paths of some kinds.</summary>
    public JsonObject Of(IEnumerable<KindRow> rows)
    {
        var paths = new JsonObject();
        foreach (var row in rows)
        {
            var collection = Root(row) + (row.Namespaced ? "/namespaces/{namespace}/" : "/") + row.Plural;
            paths[collection] = Operations(row, OnCollections, null);
            paths[collection + "/{name}"] = Operations(row, OnObjects, null);
            if (row.HasStatus)
            {
                paths[collection + "/{name}/status"] = Operations(row, OnSubresources, "status");
            }

            if (row.Scale is not null)
            {
                paths[collection + "/{name}/scale"] = Operations(row, OnSubresources, "scale");
            }

            if (row.Namespaced)
            {
                paths[$"{Root(row)}/{row.Plural}"] = Operations(row, OnCollections[..1], null);
            }
        }

        return paths;
    }

    private static string Root(KindRow row) => row.Group.Length == 0 ? $"/api/{row.Version}" : $"/apis/{row.Group}/{row.Version}";

    private JsonObject Operations(KindRow row, IEnumerable<(string Method, string Verb, string Action)> methods, string? subresource)
    {
        var operations = new JsonObject();
        foreach (var (method, verb, action) in methods)
        {
            if (row.Verbs.Contains(verb))
            {
                operations[method] = Operation(row, verb, action, subresource);
            }
        }

        return operations;
    }

    private JsonObject Operation(KindRow row, string verb, string action, string? subresource)
    {
        var scale = subresource == "scale";
        var parameters = new JsonArray();
        foreach (var name in Parameters(verb))
        {
            parameters.Add((JsonNode)Parameter(name, name == "force" ? "boolean" : name == "limit" ? "integer" : "string"));
        }

        var body = scale ? ComponentNames.Scale : ComponentNames.Of(row);
        var operation = new JsonObject
        {
            ["operationId"] = $"{verb}{Capital(row.Group.Split('.')[0])}{Capital(row.Version)}{row.Kind}{Capital(subresource ?? "")}",
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = Response(verb == "list" ? ComponentNames.ListOf(row) : body) },
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = scale
                ? Components.KindOf("autoscaling", "v1", "Scale")
                : Components.KindOf(row.Group, row.Version, row.Kind),
        };
        AddBody(operation, verb, body, row.Custom);
        return operation;
    }

    private static string[] Parameters(string verb) => verb switch
    {
        "create" or "update" => ["dryRun", "fieldManager", "fieldValidation", "pretty"],
        "patch" => ["dryRun", "fieldManager", "fieldValidation", "force", "pretty"],
        "delete" => ["dryRun", "gracePeriodSeconds", "propagationPolicy", "pretty"],
        "list" or "deletecollection" => ["continue", "fieldSelector", "labelSelector", "limit", "resourceVersion", "pretty"],
        _ => ["pretty"],
    };

    private JsonObject Parameter(string name, string type)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = "query", ["uniqueItems"] = true };
        if (version3)
        {
            parameter.Remove("uniqueItems");
            parameter["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true };
        }
        else
        {
            parameter["type"] = type;
        }

        return parameter;
    }

    private JsonObject Response(string name)
    {
        var response = new JsonObject { ["description"] = "OK" };
        if (version3)
        {
            response["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = components.Ref(name) } };
        }
        else
        {
            response["schema"] = components.Ref(name);
        }

        return response;
    }

    private void AddBody(JsonObject operation, string verb, string name, bool custom)
    {
        if (verb is not ("create" or "update" or "patch"))
        {
            return;
        }

        // A patch is any JSON; what it must be like depends on its content type.
        var schema = verb == "patch" ? new JsonObject { ["type"] = "object" } : components.Ref(name);
        if (version3)
        {
            var content = new JsonObject();
            foreach (var type in verb == "patch" ? PatchTypes(custom) : ["*/*"])
            {
                content[type] = new JsonObject { ["schema"] = schema.DeepClone() };
            }

            operation["requestBody"] = new JsonObject { ["content"] = content, ["required"] = true };
        }
        else
        {
            operation["parameters"]!.AsArray().Add(
                (JsonNode)new JsonObject { ["name"] = "body", ["in"] = "body", ["required"] = true, ["schema"] = schema });
        }
    }

    // kubectl picks the kind of patch that it sends by this list: there is no strategic merge patch for custom resources.
    private static string[] PatchTypes(bool custom) => custom
        ? ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"]
        : ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json"];

    private static string Capital(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];
}
