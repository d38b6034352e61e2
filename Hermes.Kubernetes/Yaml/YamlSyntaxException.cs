namespace Hermes.Kubernetes.Yaml;

/// <summary>A text that is neither YAML nor JSON, or that says the same thing twice.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong there, without the line.</param>
/// <param name="innerException">The parser's exception, where there is one.</param>
public sealed class YamlSyntaxException(int line, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
