namespace Hermes.Clusters;

/// <summary>What a lane starts from.</summary>
internal sealed record LaneContext(ClusterOptions Options, Func<string, string?> Environment, CancellationToken CancellationToken)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A variable of the environment; null where it is unset or empty.</summary>
    public string? Setting(string name) => Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
