using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Hermes.Clusters.EnvTest;

/// <summary>The few requests that bring a control plane up.</summary>
internal sealed class ControlPlaneClient : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly X509Certificate2 _certificate;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ControlPlaneClient(X509Certificate2 authority, IssuedCertificate client, TimeProvider time)
    {
        _time = time;
        _certificate = X509Certificate2.CreateFromPem(client.Certificate, client.Key);
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [_certificate],
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        _http = new HttpClient(_handler);
    }

    /// <summary>Asks until the answer is 200, or the program that should answer has ended.</summary>
    public async Task WaitUntilHealthyAsync(Uri address, SupervisedProcess process, CancellationToken cancellationToken)
    {
        while (!await IsHealthyAsync(address, cancellationToken))
        {
            if (process.Exited.IsCompleted)
            {
                throw new ClusterLaneException($"{process.Name}: ended before it was ready: {process.LastWords}");
            }

            await Task.Delay(Interval, _time, cancellationToken);
        }
    }

    /// <summary>Creates a CustomResourceDefinition.</summary>
    public async Task CreateDefinitionAsync(Uri server, JsonObject definition, CancellationToken cancellationToken)
    {
        using var content = new StringContent(definition.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PostAsync(
            new Uri(server, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"), content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new ClusterLaneException(
                $"{definition["metadata"]?["name"]}: refused: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _certificate.Dispose();
    }

    private async Task<bool> IsHealthyAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(address, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
