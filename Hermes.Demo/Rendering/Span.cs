namespace Hermes.Demo.Rendering;

/// <summary>A piece of a line in one tone.</summary>
internal readonly record struct Span
{
    /// <summary>
    /// Makes a span. Text from a cluster is somebody else's: control characters become spaces, so that it can neither break a line nor
    /// speak to the terminal.
    /// </summary>
    public Span(string text, Tone tone = Tone.Plain)
    {
        Text = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
        Tone = tone;
    }

    public string Text { get; }

    public Tone Tone { get; }
}
