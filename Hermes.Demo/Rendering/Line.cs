namespace Hermes.Demo.Rendering;

/// <summary>A line of output.</summary>
internal sealed record Line(params IReadOnlyList<Span> Spans)
{
    public static Line Empty { get; } = new([]);

    public override string ToString() => string.Concat(Spans.Select(span => span.Text)).TrimEnd();
}
