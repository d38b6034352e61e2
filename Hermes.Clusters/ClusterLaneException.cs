namespace Hermes.Clusters;

/// <summary>A lane was asked for and cannot start. The message is one line for the person who asked.</summary>
/// <param name="message">Names the setting or the program at fault.</param>
/// <param name="innerException">What came of it; null where the message says all.</param>
public sealed class ClusterLaneException(string message, Exception? innerException = null) : Exception(message, innerException);
