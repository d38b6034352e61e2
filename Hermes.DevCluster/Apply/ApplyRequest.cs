using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>One server-side apply.</summary>
internal sealed record ApplyRequest
{
    /// <summary>The stored object; null when the apply creates.</summary>
    public JsonObject? Live { get; init; }

    /// <summary>The fields the manager wants.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The kind's schema.</summary>
    public required Schema Schema { get; init; }

    /// <summary>The field manager.</summary>
    public required string Manager { get; init; }

    /// <summary>The group and version of the request, such as <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The subresource written through, such as <c>status</c>; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Whether fields are taken from other managers instead of refused.</summary>
    public bool Force { get; init; }

    /// <summary>Now, in RFC 3339.</summary>
    public required string Time { get; init; }

    /// <summary>
    /// Paths that this request cannot write (<c>status</c> on the object itself, <c>spec</c> through <c>status</c>): nobody comes to own
    /// them by it.
    /// </summary>
    public IReadOnlyList<string> ResetFields { get; init; } = [];
}
