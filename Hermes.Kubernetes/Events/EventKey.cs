namespace Hermes.Kubernetes.Events;

/// <summary>What makes two occurrences one event.</summary>
internal sealed record EventKey(EventSubject Subject, EventType Type, string Reason, string Message);
