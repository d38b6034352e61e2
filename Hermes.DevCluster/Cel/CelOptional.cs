namespace Hermes.DevCluster.Cel;

/// <summary>A value that may be absent.</summary>
/// <param name="Value">The value; null when absent.</param>
internal sealed record CelOptional(object? Value)
{
    /// <summary>Nothing.</summary>
    public static CelOptional None { get; } = new((object?)null);
}
