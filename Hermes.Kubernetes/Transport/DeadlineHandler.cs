namespace Hermes.Kubernetes.Transport;

/// <summary>
/// Tells the server, at the last moment before a call is sent or sent again, how long it may work on it, so that nothing is executed after
/// the caller has given the call up, or after the lease that it was made under has run out; and sends nothing when no time is left.
/// </summary>
internal sealed class DeadlineHandler : DelegatingHandler
{
    /// <summary>The deadline of a request whose server has to keep it.</summary>
    public static HttpRequestOptionsKey<CallDeadline> Deadline { get; } = new("hermes.deadline");

    // The server's time begins when the call arrives there, ours ends when the answer has arrived here.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    public DeadlineHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Deadline, out var deadline))
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (request.Content is { } content)
        {
            return SendAsync(request, content, deadline, cancellationToken);
        }

        Promise(request, deadline);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpContent content, CallDeadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var timely = new TimelyContent(content, deadline, Promise(request, deadline));
            request.Content = timely;
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
#pragma warning disable CA1031 // The handler below may wrap what the content throws.
            catch (Exception) when (timely.IsLate && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                // Connecting took longer than the margin. Now there is a connection, and less is promised.
            }
            finally
            {
                request.Content = content;
            }
        }
    }

    /// <returns>How long the server is told that it may work.</returns>
    private static TimeSpan Promise(HttpRequestMessage request, CallDeadline deadline)
    {
        var left = deadline.Remaining - Margin;
        if (left <= TimeSpan.Zero)
        {
            throw deadline.NotSent();
        }

        request.RequestUri = RequestUri.WithTimeout(request.RequestUri!, left);
        return left;
    }
}
