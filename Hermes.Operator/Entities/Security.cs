using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("The user that the app runs as.")]
internal sealed record Security
{
    [Description("The user's id. Default: the image's, which must not be 0.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxId)]
    public long? RunAsUser { get; init; }

    [Description("The group's id. Default: the image's.")]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxId)]
    public long? RunAsGroup { get; init; }

    [Description("The group that owns mounted volumes.")]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxId)]
    public long? FsGroup { get; init; }

    [Description("Whether the container's own files cannot be written; /tmp always can.")]
    [DefaultValue(Defaults.ReadOnlyRootFilesystem)]
    public bool? ReadOnlyRootFilesystem { get; init; }
}
