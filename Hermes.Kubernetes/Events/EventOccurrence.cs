using k8s.Models;

namespace Hermes.Kubernetes.Events;

/// <summary>Something that happened to an object once.</summary>
/// <param name="Key">What makes two occurrences equal.</param>
/// <param name="Object">The object, as an event refers to it.</param>
/// <param name="Time">When.</param>
internal sealed record EventOccurrence(EventKey Key, V1ObjectReference Object, DateTimeOffset Time);
