namespace Hermes.Kubernetes.Applying;

/// <summary>How a controller applies the objects it owns.</summary>
public sealed record ApplyingOptions
{
    /// <summary>The field manager that owns what is applied.</summary>
    public required string FieldManager { get; init; }

    /// <summary>The annotation that holds the hash of what was applied last, so that fields which left the desired object are seen.</summary>
    public required string AppliedAnnotation { get; init; }

    /// <summary>The annotation that names the owner which may adopt an object without a controller (a restored backup).</summary>
    public required string AdoptAnnotation { get; init; }

    /// <summary>How long a conflict found by reading is believed before the server is asked again. Default: 30 seconds.</summary>
    public TimeSpan ConflictRecheck { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a refusal stands before the same is asked again. Default: 30 seconds.</summary>
    public TimeSpan RefusalRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many verdicts, how many conflicts and how many refusals are remembered per kind; the oldest fall out. Default: 65,536; at least 1.</summary>
    public int MemoryCapacity { get; init; } = 65_536;
}
