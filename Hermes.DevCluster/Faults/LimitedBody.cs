using System.IO.Pipelines;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Faults;

/// <summary>The first bytes of another body; then the end, or silence until the client goes.</summary>
/// <param name="inner">The whole body.</param>
/// <param name="limit">How many bytes are let through.</param>
/// <param name="stalls">Whether silence follows in the place of the end.</param>
internal sealed class LimitedBody(ResponseBody inner, long limit, bool stalls) : ResponseBody
{
    // The length that the whole has would be a promise.
    /// <inheritdoc/>
    public override long? Length => null;

    /// <inheritdoc/>
    public override async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe();
        var whole = ProduceAsync(pipe.Writer, end.Token);
        await PassAsync(pipe.Reader, writer, cancellationToken);
        if (stalls)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await end.CancelAsync();
        await pipe.Reader.CompleteAsync();
        await whole;
    }

    private async Task ProduceAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await inner.WriteAsync(writer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody wants the rest.
        }
        finally
        {
            await writer.CompleteAsync();
        }
    }

    private async Task PassAsync(PipeReader reader, PipeWriter writer, CancellationToken cancellationToken)
    {
        // The client is told that there is an answer.
        await writer.FlushAsync(cancellationToken);
        var left = limit;
        while (left > 0)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(left, read.Buffer.Length));
            foreach (var memory in part)
            {
                await writer.WriteAsync(memory, cancellationToken);
            }

            left -= part.Length;
            reader.AdvanceTo(part.End);
            if (read.IsCompleted && read.Buffer.Length <= part.Length)
            {
                return;
            }
        }
    }
}
