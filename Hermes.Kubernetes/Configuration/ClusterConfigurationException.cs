namespace Hermes.Kubernetes.Configuration;

/// <summary>The cluster's configuration is absent, at fault, or asks for what is not supported.</summary>
/// <param name="message">One line that names the file and the field, and what to do.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ClusterConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
