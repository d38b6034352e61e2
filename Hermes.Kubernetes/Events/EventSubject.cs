namespace Hermes.Kubernetes.Events;

/// <summary>The object that events are about. Its resource version is no part of it: the object changes while the event repeats.</summary>
internal sealed record EventSubject(string? ApiVersion, string? Kind, string? Namespace, string Name, string? Uid);
