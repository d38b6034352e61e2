namespace Hermes.Operator.Status;

/// <summary>Which of its hosts an app holds.</summary>
/// <param name="Held">In the spec's order.</param>
/// <param name="Lost">The others, each with the app that holds it as <c>namespace/name</c>.</param>
internal sealed record HostClaims(IReadOnlyList<string> Held, IReadOnlyList<KeyValuePair<string, string>> Lost)
{
    public static HostClaims None { get; } = new([], []);
}
