using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("An object that the operator keeps for the app.")]
internal sealed record ChildStatus
{
    [Description("The object's kind.")]
    [Required]
    [Length(1, Bounds.Label)]
    public string? Kind { get; init; }

    [Description("The object's name.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    public string? Name { get; init; }

    [Description("Applied: as the spec asks. Waiting: for something named in the message. Conflict: the name is somebody else's. Failed: the server refused it.")]
    [AllowedValues(ChildState.Applied, ChildState.Waiting, ChildState.Conflict, ChildState.Failed)]
    public string? State { get; init; }

    [Description("Why the state is not Applied.")]
    [Length(maxLength: Bounds.Message)]
    public string? Message { get; init; }
}
