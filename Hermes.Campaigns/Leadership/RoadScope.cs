namespace Hermes.Campaigns.Leadership;

/// <summary>The requests that a fault of the road concerns.</summary>
internal enum RoadScope
{
    All,

    /// <summary>Those for the Lease alone, as where its connection is another one.</summary>
    Lease,

    /// <summary>All but those for the Lease.</summary>
    Others,
}
