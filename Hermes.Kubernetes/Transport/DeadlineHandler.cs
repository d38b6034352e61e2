namespace Hermes.Kubernetes.Transport;

/// <summary>
/// Tells the server, at the last moment before a call is sent or sent again, how long it may work on it, so that nothing is executed after
/// the caller has given the call up; and sends nothing when no time is left.
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
        if (request.Options.TryGetValue(Deadline, out var deadline))
        {
            var left = deadline.Remaining - Margin;
            if (left <= TimeSpan.Zero)
            {
                throw deadline.NotSent();
            }

            request.RequestUri = RequestUri.WithTimeout(request.RequestUri!, left);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
