namespace Hermes.Kubernetes.Controllers;

/// <summary>A failure that no retry can mend: the key waits for its next change.</summary>
/// <param name="message">What is wrong, and what to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class TerminalException(string message, Exception? innerException = null) : Exception(message, innerException);
