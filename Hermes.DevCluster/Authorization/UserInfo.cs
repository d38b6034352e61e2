namespace Hermes.DevCluster.Authorization;

/// <summary>Who a caller is.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">The groups, <c>system:authenticated</c> among them.</param>
internal sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group that every known user is in.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>The group that may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>A caller who gave nothing to know them by.</summary>
    public static UserInfo Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    /// <summary>The user of the server's kubeconfig.</summary>
    public static UserInfo Admin { get; } = new("hermes-admin", [Masters, Authenticated]);

    /// <summary>The groups that a service account's user is in by its name; none for another user.</summary>
    public static IReadOnlyList<string> ServiceAccountGroups(string name) =>
        name.Split(':') is ["system", "serviceaccount", var ns, _] ? ["system:serviceaccounts", $"system:serviceaccounts:{ns}"] : [];

    /// <summary>Whether the caller is in a group.</summary>
    public bool In(string group) => Groups.Contains(group, StringComparer.Ordinal);
}
