namespace Hermes.Demo.Snapshots;

/// <summary>One app.</summary>
internal sealed record AppSnapshot
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it answers; null where it does not say yet.</summary>
    public string? Url { get; init; }

    /// <summary>What decides the number of pods, and the number, such as <c>HorizontalPodAutoscaler, 2 of 2..10</c>.</summary>
    public string? Scaler { get; init; }

    /// <summary>Whether the status is about the present spec.</summary>
    public bool IsObserved { get; init; }

    /// <summary>The trace of its latest rollout; null where none was recorded.</summary>
    public string? TraceId { get; init; }

    public bool IsDeleting { get; init; }

    public IReadOnlyList<ChildSnapshot> Children { get; init; } = [];

    public IReadOnlyList<ConditionSnapshot> Conditions { get; init; } = [];

    /// <summary>The condition over all others; null before the first status.</summary>
    public ConditionSnapshot? Ready => Conditions.FirstOrDefault(condition => condition.Type == ConditionSnapshot.ReadyType);

    /// <summary>Whether the status says Ready of the present spec, and every child that it names has been seen.</summary>
    public bool IsReady => IsObserved && !IsDeleting && Ready?.Status == ConditionSnapshot.True && Children.All(child => child.Exists);
}
