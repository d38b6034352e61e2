using System.Collections.Immutable;

namespace Hermes.DevCluster.Discovery;

/// <summary>A group and its versions.</summary>
/// <param name="Name">The group; empty for the core group.</param>
/// <param name="Versions">The versions, the preferred one first.</param>
internal sealed record ServedGroup(string Name, ImmutableArray<string> Versions)
{
    /// <summary>A version with the group, such as <c>apps/v1</c>.</summary>
    public string GroupVersion(string version) => Name.Length == 0 ? version : $"{Name}/{version}";
}
