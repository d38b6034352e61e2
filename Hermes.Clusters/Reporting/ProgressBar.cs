using System.Globalization;

namespace Hermes.Clusters.Reporting;

/// <summary>One line that tells how far a long command has come; nothing where the output is a file.</summary>
/// <param name="output">A terminal, or what stands in for it.</param>
/// <param name="isTerminal">Whether a line can be written over.</param>
public sealed class ProgressBar(TextWriter output, bool isTerminal)
{
    private const int Width = 40;
    private int _shown = -1;

    /// <summary>Shows how much is done.</summary>
    /// <param name="done">How much is done.</param>
    /// <param name="all">How much there is.</param>
    /// <param name="failed">How much of what is done has failed; null (default) where nothing can.</param>
    public void Show(int done, int all, int? failed = null)
    {
        var filled = all == 0 ? Width : (int)((long)done * Width / all);
        if (!isTerminal || (filled == _shown && done < all && failed is null or 0))
        {
            return;
        }

        _shown = filled;
        var failures = failed is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {failed} failed");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {all}{failures}"));
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (isTerminal)
        {
            output.Write($"\r{new string(' ', 2 * Width)}\r");
        }
    }
}
