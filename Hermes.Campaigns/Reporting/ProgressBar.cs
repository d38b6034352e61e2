using System.Globalization;

namespace Hermes.Campaigns.Reporting;

/// <summary>One line that tells how far a campaign has come; nothing where the output is a file.</summary>
/// <param name="output">A terminal, or what stands in for it.</param>
/// <param name="isTerminal">Whether a line can be written over.</param>
internal sealed class ProgressBar(TextWriter output, bool isTerminal)
{
    private const int Width = 40;
    private int _shown = -1;

    /// <summary>Shows how much is done.</summary>
    public void Show(int done, int all, int failed)
    {
        var filled = all == 0 ? Width : (int)((long)done * Width / all);
        if (!isTerminal || (filled == _shown && done < all && failed == 0))
        {
            return;
        }

        _shown = filled;
        output.Write(string.Create(
            CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {all}, {failed} failed"));
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
