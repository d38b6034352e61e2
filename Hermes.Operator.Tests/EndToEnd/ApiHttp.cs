using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.Clusters;
using k8s;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>Plain HTTP to a cluster of whatever lane: for what the operator's own client does not send.</summary>
internal sealed class ApiHttp : IDisposable
{
    private readonly HttpClient _client;
    private readonly X509Certificate2? _certificate;

    public ApiHttp(ICluster cluster)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigPath);
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(configuration.SslCaCerts);
        if (configuration is { ClientCertificateData: { } certificate, ClientCertificateKeyData: { } key })
        {
            _certificate = X509Certificate2.CreateFromPem(
                Encoding.UTF8.GetString(Convert.FromBase64String(certificate)), Encoding.UTF8.GetString(Convert.FromBase64String(key)));
            tls.ClientCertificates = [_certificate];
        }

        _client = new HttpClient(new SocketsHttpHandler { SslOptions = tls }, disposeHandler: true) { BaseAddress = new Uri(configuration.Host) };
        if (configuration.AccessToken is { } token)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <returns>Whether it was taken, and the answer.</returns>
    public async Task<(bool IsTaken, string Answer)> SendAsync(HttpMethod method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(
            body.ToJsonString(), Encoding.UTF8, method == HttpMethod.Patch ? "application/apply-patch+yaml" : "application/json");
        using var response = await _client.SendAsync(request);
        return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _client.Dispose();
        _certificate?.Dispose();
    }
}
