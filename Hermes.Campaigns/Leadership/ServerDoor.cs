namespace Hermes.Campaigns.Leadership;

/// <summary>Sees what arrives at the server from one replica, in the moment in which it is served.</summary>
internal sealed class ServerDoor(HttpMessageHandler server, Replica replica, OneWriter oneWriter) : DelegatingHandler(server)
{
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
