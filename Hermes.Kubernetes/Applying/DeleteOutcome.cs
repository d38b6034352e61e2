using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Applying;

/// <summary>The outcome of one deletion.</summary>
/// <param name="IsDeleted">Whether a deletion was sent and found its object; false where it is another's, on its way out, gone, or kept.</param>
/// <param name="Error">The server's refusal; null where nothing keeps the object.</param>
public sealed record DeleteOutcome(bool IsDeleted, KubernetesException? Error = null);
