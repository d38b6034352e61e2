namespace Hermes.Campaigns.Leadership;

/// <summary>Sees what arrives at the server from one replica, in the moment in which it is served.</summary>
internal sealed class ServerDoor(HttpMessageHandler server, Replica replica, OneWriter oneWriter) : DelegatingHandler(server)
{
    /// <summary>Serves what had left the replica before it was gone.</summary>
    public Task<HttpResponseMessage> ServeAsync(HttpRequestMessage request) => SendAsync(request, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && !Letter.IsOfLease(request.RequestUri!))
        {
            oneWriter.Look(replica, $"{request.Method} {request.RequestUri!.AbsolutePath}");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
