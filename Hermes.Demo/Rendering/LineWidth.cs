namespace Hermes.Demo.Rendering;

internal static class LineWidth
{
    /// <summary>A line of at most so many columns; what was cut is marked by an ellipsis.</summary>
    public static Line Cut(Line line, int columns)
    {
        if (line.Spans.Sum(span => span.Text.Length) <= columns)
        {
            return line;
        }

        List<Span> spans = [];
        var left = columns - 1;
        foreach (var span in line.Spans)
        {
            if (span.Text.Length >= left)
            {
                spans.Add(new Span(span.Text[..Math.Max(0, left)] + "…", span.Tone));
                break;
            }

            spans.Add(span);
            left -= span.Text.Length;
        }

        return new Line(spans);
    }
}
