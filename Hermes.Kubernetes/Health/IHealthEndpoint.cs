namespace Hermes.Kubernetes.Health;

/// <summary>Where an operator's health can be asked for.</summary>
public interface IHealthEndpoint
{
    /// <summary>The port that it listens on, known once the host has started; null when it is switched off.</summary>
    int? Port { get; }
}
