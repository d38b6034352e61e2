using System.Text.Json.Nodes;

namespace Hermes.Contract.Tests;

/// <summary>One request of a scenario. <c>${name}</c> in its path and body stands for a variable of the run.</summary>
internal sealed record Exchange
{
    /// <summary>Without credentials.</summary>
    public const string Anonymous = "anonymous";

    private const string JsonContent = "application/json";

    /// <summary>Unique in its scenario; null for a step of the setup, whose answer is only asked to be a success.</summary>
    public string? Name { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query, percent-encoded where they must be.</summary>
    public required string Path { get; init; }

    /// <summary>Sent as it stands when it is a string, as JSON otherwise.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Of the body. Default: <c>application/json</c>.</summary>
    public string ContentType { get; init; } = JsonContent;

    public string Accept { get; init; } = JsonContent;

    /// <summary>A user to impersonate, or <see cref="Anonymous"/>. Default: the kubeconfig's own.</summary>
    public string? As { get; init; }

    /// <summary>Variables to take from the answer: where in its body, as a JSON pointer.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer may hold more than is expected: for what differs rightly from server to server, such as the groups it serves.</summary>
    public bool MayHoldMore { get; init; }

    /// <summary>
    /// Ask again until the answer's body has this, a JSON pointer: for what a server does some time after it has answered.
    /// </summary>
    public string? Until { get; init; }

    /// <summary>What must stand there; null where anything will do.</summary>
    public string? UntilIs { get; init; }
}
