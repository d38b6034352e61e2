namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>A body that comes a few bytes at a time, cut anywhere.</summary>
public sealed class DripStream(byte[] body, int drop) : MemoryStream(body)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(drop, buffer.Length)], cancellationToken);
}
