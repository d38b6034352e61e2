namespace Hermes.Kubernetes.Transport;

/// <summary>Connections made under the same certificates. Retired, they carry what has begun to its end and are then closed.</summary>
internal sealed class ConnectionGeneration(ClusterCertificates certificates, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler);
    private readonly Lock _lock = new();
    private int _uses;
    private bool _isRetired;

    public ClusterCertificates Certificates => certificates;

    /// <summary>Announces one call; <see cref="SendAsync"/> makes it.</summary>
    /// <returns>False once it is retired.</returns>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return false;
            }

            _uses++;
            return true;
        }
    }

    /// <summary>Makes the call that was announced, which is over when its response has been disposed of.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _invoker.SendAsync(request, cancellationToken);
            response.Content = new CountedContent(response.Content, Leave);
            return response;
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Lets nobody enter any more.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            _isRetired = true;
        }

        CloseIfUnused();
    }

    public void Dispose() => _invoker.Dispose();

    private void Leave()
    {
        lock (_lock)
        {
            _uses--;
        }

        CloseIfUnused();
    }

    private void CloseIfUnused()
    {
        lock (_lock)
        {
            if (!_isRetired || _uses > 0)
            {
                return;
            }
        }

        Dispose();
    }
}
