using System.IO.Pipelines;

namespace Hermes.DevCluster.Requests;

/// <summary>What an answer writes.</summary>
internal abstract class ResponseBody
{
    /// <summary>The length in bytes; null for a stream, whose every flush must reach the client.</summary>
    public abstract long? Length { get; }

    /// <summary>Writes the body. Ends early, without an exception, when the reader has gone.</summary>
    /// <param name="writer">Where to; not completed.</param>
    /// <param name="cancellationToken">Ends a stream.</param>
    public abstract Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken);
}
