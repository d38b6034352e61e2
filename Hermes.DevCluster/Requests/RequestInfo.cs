using Hermes.DevCluster.Selectors;

namespace Hermes.DevCluster.Requests;

/// <summary>What a request is about, read from its method, path and query.</summary>
internal sealed record RequestInfo
{
    /// <summary>The verb of Kubernetes, or the HTTP method in lower case for a path that names no resource.</summary>
    public required string Verb { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>The group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The resource; empty where the path names none.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; null for the resource itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; null for a collection.</summary>
    public string? Name { get; init; }

    /// <summary>The name that the request is about, be it in the path or in a list's field selector: what roles' resourceNames speak of.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The group version, such as <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Reads a request.</summary>
    public static RequestInfo Of(string method, string path, QueryParameters query)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = parts is ["api", _, _, ..] ? 2 : parts is ["apis", _, _, _, ..] ? 3 : 0;
        if (start == 0)
        {
            return new RequestInfo { Verb = method.ToLowerInvariant(), Path = path };
        }

        var info = new RequestInfo
        {
            Verb = "",
            Path = path,
            Group = start == 2 ? "" : parts[1],
            Version = parts[start - 1],
        };
        var rest = parts[start..];

        // namespaces/x/y names y in x, but namespaces/x, its status and its finalize name the namespace itself.
        info = rest is ["namespaces", var ns, var resource, .. var more] && resource is not ("status" or "finalize")
            ? info with { Namespace = ns, Resource = resource, Name = At(more, 0), Subresource = Join(more, 1) }
            : info with { Resource = rest[0], Name = At(rest, 1), Subresource = Join(rest, 2) };
        if (info is { Namespace: null, Resource: "namespaces", Group: "", Name: not null })
        {
            info = info with { Namespace = info.Name };
        }

        return info with
        {
            Verb = VerbOf(method, info.Name, query),
            SubjectName = info.Name ?? FieldSelector.NameIn(query["fieldSelector"]),
        };
    }

    private static string VerbOf(string method, string? name, QueryParameters query) => method switch
    {
        "GET" or "HEAD" when name is not null => "get",
        "GET" or "HEAD" => query.Flag("watch") ? "watch" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name is null ? "deletecollection" : "delete",
        _ => method.ToLowerInvariant(),
    };

    private static string? At(string[] parts, int index) => parts.Length > index ? parts[index] : null;

    private static string? Join(string[] parts, int index) => parts.Length > index ? string.Join('/', parts[index..]) : null;
}
