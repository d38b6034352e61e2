namespace Hermes.DevCluster.Tracing;

/// <summary>One request that the server answered, or is answering.</summary>
public sealed record RequestRecord
{
    /// <summary>Its place in the order of arrival, from 1; never reused.</summary>
    public required long Number { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// The verb of Kubernetes: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>update</c>, <c>patch</c>, <c>delete</c>,
    /// <c>deletecollection</c>; the HTTP method in lower case for a path that names no resource.
    /// </summary>
    public required string Verb { get; init; }

    /// <summary>The path as sent, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, with its question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The API group; empty for the core group and for paths that name no resource.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version, such as <c>v1</c>; empty for paths that name no resource.</summary>
    public string Version { get; init; } = "";

    /// <summary>The resource, such as <c>deployments</c>; empty for paths that name none.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource, such as <c>status</c>; null for the resource itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace; null across namespaces and for cluster-scoped resources.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; null for a collection.</summary>
    public string? Name { get; init; }

    /// <summary>The <c>User-Agent</c> header; empty where there is none.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Who the caller was found to be.</summary>
    public string User { get; init; } = "";

    /// <summary>The HTTP status; 0 while the answer is not decided.</summary>
    public int Status { get; init; }

    /// <summary>Whether it is a watch, of a collection or of one object.</summary>
    public bool IsWatch => Verb == "watch";

    /// <summary>Whether it may change objects (whether it was refused or not).</summary>
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";

    /// <summary>One line, such as <c>patch apps/deployments/status default/web 200</c>.</summary>
    public override string ToString()
    {
        return Resource.Length == 0 ? $"{Verb} {Path} {Status}" : $"{Verb} {Target} {Namespace}/{Name} {Status}";
    }

    /// <summary>The object that is written, and how.</summary>
    internal string Write => $"{Verb} {Target} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";

    private string Target => (Group.Length == 0 ? Resource : $"{Group}/{Resource}") + (Subresource is null ? "" : $"/{Subresource}");
}
