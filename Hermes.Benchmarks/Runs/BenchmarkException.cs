namespace Hermes.Benchmarks.Runs;

/// <summary>A benchmark cannot go on. The message is one line for the person who asked.</summary>
/// <param name="message">What is missing or did not come.</param>
/// <param name="innerException">What came of it; null where the message says all.</param>
internal sealed class BenchmarkException(string message, Exception? innerException = null) : Exception(message, innerException);
