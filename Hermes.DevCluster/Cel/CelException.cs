namespace Hermes.DevCluster.Cel;

/// <summary>An expression that cannot be compiled, or whose evaluation failed.</summary>
public sealed class CelException(string message, int position = -1) : Exception(message)
{
    /// <summary>Where in the expression, counted from 0; negative when evaluating.</summary>
    public int Position { get; } = position;

    /// <summary>The fault with the place it was found at, as cel-go prints it.</summary>
    public string Describe(string expression)
    {
        var before = expression.AsSpan(0, Math.Clamp(Position, 0, expression.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1);
        var text = expression.Split('\n')[line - 1];
        return $"ERROR: <input>:{line}:{column + 1}: {Message}\n | {text}\n | {new string('.', column)}^";
    }
}
