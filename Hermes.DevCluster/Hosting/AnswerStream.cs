namespace Hermes.DevCluster.Hosting;

/// <summary>What a client reads of an unfinished answer; to dispose it ends the answer, as closing a connection does.</summary>
/// <param name="inner">What is there of the answer.</param>
/// <param name="gone">Told when it is disposed.</param>
internal sealed class AnswerStream(Stream inner, Action<AnswerStream> gone) : Stream
{
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _isAwaited;
    private int _disposed;

    /// <summary>Whether its client waits for more than is there.</summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>Cancelled when the client has gone.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isAwaited = true;
        try
        {
            // Where the client goes on is the pipe's to say.
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isAwaited = false;
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _closed.Cancel();
            inner.Dispose();
            gone(this);
            _closed.Dispose();
        }

        base.Dispose(disposing);
    }
}
