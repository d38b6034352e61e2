namespace Hermes.Kubernetes.Events;

/// <summary>The type of a Kubernetes event.</summary>
public enum EventType
{
    /// <summary>Something was done.</summary>
    Normal,

    /// <summary>Something failed or needs attention.</summary>
    Warning,
}
