namespace Hermes.Kubernetes.Client;

/// <summary>How to apply.</summary>
/// <param name="FieldManager">The name under which the fields are owned.</param>
/// <param name="Force">Whether fields that others own are taken over. Default: no, which is 409 Conflict.</param>
public sealed record ApplyOptions(string FieldManager, bool Force = false);
