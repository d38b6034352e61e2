using k8s;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Applying;

/// <summary>The outcome of one apply.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="Result">What became of it.</param>
/// <param name="Object">The object as the server last showed it; null where it is not there or not ours to read.</param>
/// <param name="Message">Why, in one sentence; empty where the result says it all.</param>
/// <param name="Error">The server's refusal; only with <see cref="ApplyResult.Failed"/> and a terminating namespace.</param>
public sealed record ApplyOutcome<TEntity>(ApplyResult Result, TEntity? Object, string Message = "", KubernetesException? Error = null)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Whether the object stands as desired.</summary>
    public bool IsApplied => Result is ApplyResult.Created or ApplyResult.Updated or ApplyResult.Unchanged;
}
