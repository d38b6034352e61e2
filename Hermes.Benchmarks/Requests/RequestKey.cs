namespace Hermes.Benchmarks.Requests;

/// <summary>What requests are counted by.</summary>
/// <param name="Verb">As the API server counts it: GET, LIST, WATCH, POST, PUT, PATCH, APPLY, DELETE or DELETECOLLECTION.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The resource, such as <c>deployments</c>.</param>
/// <param name="Subresource">The subresource; empty for the resource itself.</param>
internal sealed record RequestKey(string Verb, string Group, string Resource, string Subresource = "")
{
    /// <summary>The resource with its group and subresource, such as <c>deployments.apps/status</c>.</summary>
    public string Target => $"{Resource}{(Group.Length == 0 ? "" : $".{Group}")}{(Subresource.Length == 0 ? "" : $"/{Subresource}")}";

    public override string ToString() => $"{Verb} {Target}";
}
