namespace Hermes.Kubernetes.Client;

/// <summary>How to patch.</summary>
/// <param name="FieldManager">The name under which changed fields are owned.</param>
/// <param name="Subresource">A subresource such as <c>status</c> or <c>scale</c>; null (default) for the object.</param>
public sealed record PatchOptions(string FieldManager, string? Subresource = null);
