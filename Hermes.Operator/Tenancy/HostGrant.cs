namespace Hermes.Operator.Tenancy;

/// <summary>Lets the apps of a namespace use the hosts of a pattern.</summary>
/// <param name="Namespace">The namespace, or <see cref="EveryNamespace"/>.</param>
/// <param name="Pattern">As <see cref="HostPattern"/> reads it.</param>
internal sealed record HostGrant(string Namespace, string Pattern)
{
    public const string EveryNamespace = "*";

    /// <summary>Reads <c>NAMESPACE=PATTERN</c>; what is no such text becomes a grant that is not valid, with an empty pattern.</summary>
    public static HostGrant Parse(string text) =>
        text.Split('=', 2) is [var @namespace, var pattern] ? new(@namespace, pattern) : new(text, "");

    public override string ToString() => $"{Namespace}={Pattern}";
}
