using System.Collections.Immutable;

namespace Hermes.DevCluster.Storage;

/// <summary>Everything that is stored, at one revision.</summary>
/// <param name="Revision">The revision of the latest change.</param>
/// <param name="Resources">What each resource holds, by storage key.</param>
internal sealed record World(long Revision, ImmutableDictionary<string, ResourceState> Resources)
{
    /// <summary>What a resource holds.</summary>
    public ResourceState Of(string storageKey) => Resources.GetValueOrDefault(storageKey) ?? ResourceState.Empty;
}
