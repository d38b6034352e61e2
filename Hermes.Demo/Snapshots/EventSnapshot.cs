namespace Hermes.Demo.Snapshots;

/// <summary>One event.</summary>
internal sealed record EventSnapshot
{
    /// <summary>When it happened last.</summary>
    public required DateTimeOffset Time { get; init; }

    public required string Type { get; init; }

    public required string Reason { get; init; }

    /// <summary>The object that it is about, such as <c>HermesApp/hello</c>.</summary>
    public required string Regarding { get; init; }

    public required string Message { get; init; }

    /// <summary>How often it happened.</summary>
    public int Count { get; init; } = 1;

    public bool IsWarning => Type == "Warning";
}
