using System.IO.Pipelines;

namespace Hermes.DevCluster.Requests;

/// <summary>A body that is there whole.</summary>
internal sealed class BytesBody(ReadOnlyMemory<byte> bytes) : ResponseBody
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <inheritdoc/>
    public override long? Length => Bytes.Length;

    /// <inheritdoc/>
    public override async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken) =>
        await writer.WriteAsync(Bytes, cancellationToken);
}
