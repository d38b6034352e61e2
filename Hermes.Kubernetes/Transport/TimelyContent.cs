using System.Net;

namespace Hermes.Kubernetes.Transport;

/// <summary>
/// A request's content that is not sent once the server would work on the request beyond the caller's deadline: the server counts from when
/// the request arrives, and there may have been no connection for a while. The headers have gone by then, but no server executes a write
/// whose body never comes.
/// </summary>
internal sealed class TimelyContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly CallDeadline _deadline;
    private readonly TimeSpan _promised;

    /// <param name="inner">The content; stays the caller's.</param>
    /// <param name="deadline">The caller's.</param>
    /// <param name="promised">How long the server has been told that it may work.</param>
    public TimelyContent(HttpContent inner, CallDeadline deadline, TimeSpan promised)
    {
        (_inner, _deadline, _promised) = (inner, deadline, promised);
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Whether it was held back.</summary>
    public bool IsLate { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_deadline.Remaining < _promised)
        {
            IsLate = true;
            throw _deadline.NotSent();
        }

        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }
}
