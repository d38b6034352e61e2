namespace Hermes.Campaigns.Worlds;

/// <summary>
/// One operator's way to the server. Every request is under way for a while, so that what happens in the meantime happens; and at a write
/// of choice the process at this end is gone, or the answer is.
/// </summary>
/// <param name="front">The server, which serves each request at once.</param>
/// <param name="history">Told which changes the operator made.</param>
/// <param name="writes">What befalls which write.</param>
internal sealed class Wire(HttpMessageHandler front, History history, WritePlan writes) : DelegatingHandler(front)
{
    /// <summary>Whether nothing can be sent any more: the process is gone.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many requests have no answer yet.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Whether a request has failed for a cause that passes: it is tried again once time has passed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Ends the process at this end.</summary>
    public void Cut() => IsCut = true;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Unanswered++;
        try
        {
            await Task.Yield();
            var response = request.Method == HttpMethod.Get ? await ServeAsync(request, cancellationToken) : await WriteAsync(request, cancellationToken);
            await Task.Yield();
            HasFailed |= (int)response.StatusCode is 410 or 429 or >= 500;
            return IsCut ? throw Break(response) : response;
        }
        catch (HttpRequestException)
        {
            HasFailed = true;
            throw;
        }
        finally
        {
            Unanswered--;
        }
    }

    private async Task<HttpResponseMessage> WriteAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fate = IsCut ? null : writes.Next();
        if (fate == WriteFate.CrashBefore)
        {
            Cut();
        }

        var from = history.Committed;
        var response = await ServeAsync(request, cancellationToken);
        history.AddWrite(from, history.Committed);
        if (fate == WriteFate.CrashAfter)
        {
            Cut();
        }

        return fate == WriteFate.AnswerLost ? throw Break(response) : response;
    }

    private Task<HttpResponseMessage> ServeAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsCut ? throw Break(null) : base.SendAsync(request, cancellationToken);

    private static HttpRequestException Break(HttpResponseMessage? response)
    {
        response?.Dispose();
        return new HttpRequestException(HttpRequestError.ConnectionError, "The connection is broken.");
    }
}
