namespace Hermes.DevCluster.Cel;

/// <summary>A node of a parsed expression.</summary>
/// <param name="Position">Where faults of the node are reported, counted from 0.</param>
internal abstract record CelExpression(int Position)
{
    /// <summary>A value written down.</summary>
    public sealed record Literal(object Value, int Position) : CelExpression(Position);

    /// <summary>A variable.</summary>
    public sealed record Name(string Text, int Position) : CelExpression(Position);

    /// <summary>A field: <c>a.b</c>, <c>a.?b</c>, or <c>has(a.b)</c>.</summary>
    public sealed record Select(CelExpression Operand, string Field, bool IsOptional, bool IsTest, int Position) : CelExpression(Position);

    /// <summary>An element: <c>a[b]</c> or <c>a[?b]</c>.</summary>
    public sealed record Element(CelExpression Operand, CelExpression Key, bool IsOptional, int Position) : CelExpression(Position);

    /// <summary>A function or operator; a method's target comes first among the arguments.</summary>
    public sealed record Call(string Function, bool IsMethod, IReadOnlyList<CelExpression> Arguments, int Position)
        : CelExpression(Position);

    /// <summary>A list written down.</summary>
    public sealed record List(IReadOnlyList<CelExpression> Elements, int Position) : CelExpression(Position);

    /// <summary>A map written down.</summary>
    public sealed record Map(IReadOnlyList<(CelExpression Key, CelExpression Value)> Entries, int Position) : CelExpression(Position);

    /// <summary>A macro over the elements of a list or the keys of a map; <c>map</c> has a condition only with three arguments.</summary>
    public sealed record Macro(
        string Kind, CelExpression Range, string Variable, CelExpression? Condition, CelExpression? Result, int Position)
        : CelExpression(Position);

    /// <summary><c>a.optMap(x, …)</c> and <c>a.optFlatMap(x, …)</c>.</summary>
    public sealed record OptionalMap(CelExpression Operand, string Variable, CelExpression Result, bool IsFlat, int Position)
        : CelExpression(Position);
}
