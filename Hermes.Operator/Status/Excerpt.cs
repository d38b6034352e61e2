namespace Hermes.Operator.Status;

/// <summary>Others' words as a status can hold them: a message without end would make the whole status unwritable.</summary>
internal static class Excerpt
{
    /// <summary>In UTF-16 code units, of which a text has no fewer than the code points that the CRD counts.</summary>
    public const int Longest = 2000;

    /// <summary>The text, cut where it is too long, but never within a character.</summary>
    public static string Of(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
