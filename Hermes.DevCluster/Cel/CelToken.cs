namespace Hermes.DevCluster.Cel;

/// <summary>A token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of strings what they stand for.</param>
/// <param name="Position">Where it starts, counted from 0.</param>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this operator, bracket or keyword.</summary>
    public bool Is(string text) => Kind is CelTokenKind.Symbol or CelTokenKind.Identifier && Text == text;
}
