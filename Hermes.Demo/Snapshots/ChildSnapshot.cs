namespace Hermes.Demo.Snapshots;

/// <summary>An object that an app has or should have.</summary>
internal sealed record ChildSnapshot
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The state by the app's status; null where the status does not name the object.</summary>
    public string? State { get; init; }

    /// <summary>Why the state is what it is; null where it says all.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the object is there.</summary>
    public bool Exists { get; init; }

    /// <summary>What is worth knowing of the object itself, in a few words.</summary>
    public string Detail { get; init; } = "";
}
