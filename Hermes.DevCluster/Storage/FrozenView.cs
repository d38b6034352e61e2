using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>What lists and watches are shown in the place of the present, as by an API server whose watch cache has fallen behind.</summary>
/// <param name="World">What was stored once.</param>
/// <param name="Plural">The one resource of which this holds; null for all.</param>
internal sealed record FrozenView(World World, string? Plural)
{
    /// <summary>Whether it holds of a kind.</summary>
    public bool Includes(KindRow row) => Plural is null || Plural == row.Plural;
}
