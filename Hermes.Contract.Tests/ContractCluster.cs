using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Clusters;
using k8s;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Hermes.Contract.Tests;

/// <summary>The lane's server, reached by nothing but its kubeconfig and plain HTTP.</summary>
/// <param name="messages">Told at the end which exchanges were covered: shown by <c>dotnet test</c>.</param>
public sealed class ContractCluster(IMessageSink messages) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _covered = new();
    private readonly List<X509Certificate2> _certificates = [];
    private ICluster? _cluster;
    private HttpClient? _admin;
    private HttpClient? _anonymous;

    internal ICluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync()
    {
        // Access is decided, and nobody but the scenarios writes, where the lane leaves a choice.
        _cluster = await ClusterLanes.StartAsync(new ClusterOptions { Rbac = true, Simulator = false, Controllers = false });
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(_cluster.KubeconfigPath);
        _admin = Client(configuration, withCredentials: true);
        _anonymous = Client(configuration, withCredentials: false);
    }

    internal async Task<Answer> SendAsync(
        string method, string path, string? body, string contentType, string accept, string? user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "contract/1");
        if (user is not null and not Exchange.Anonymous)
        {
            request.Headers.Add("Impersonate-User", user);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        var client = (user == Exchange.Anonymous ? _anonymous : _admin)!;
        using var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var isWatch = path.Contains("watch=1", StringComparison.Ordinal) && response.IsSuccessStatusCode;
        return new Answer(
            (int)response.StatusCode,
            [.. response.Headers.Warning.Select(warning => warning.Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal))],
            response.Headers.RetryAfter?.ToString(),
            isWatch ? null : Parse(text),
            isWatch ? new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line))]) : null);
    }

    /// <summary>Notes an exchange whose answer was compared.</summary>
    internal void Covered(string exchange) => _covered.Enqueue(exchange);

    public async Task DisposeAsync()
    {
        messages.OnMessage(new DiagnosticMessage($"{_covered.Count} exchanges covered on the lane {_cluster?.Lane}:"));
        foreach (var exchange in _covered)
        {
            messages.OnMessage(new DiagnosticMessage($"  {exchange}"));
        }

        _admin?.Dispose();
        _anonymous?.Dispose();
        foreach (var certificate in _certificates)
        {
            certificate.Dispose();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private HttpClient Client(KubernetesClientConfiguration configuration, bool withCredentials)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(configuration.SslCaCerts);
        if (withCredentials && configuration.ClientCertificateData is { } certificate && configuration.ClientCertificateKeyData is { } key)
        {
            var pair = X509Certificate2.CreateFromPem(
                Encoding.UTF8.GetString(Convert.FromBase64String(certificate)), Encoding.UTF8.GetString(Convert.FromBase64String(key)));
            _certificates.Add(pair);
            tls.ClientCertificates = [pair];
        }

        var client = new HttpClient(new SocketsHttpHandler { SslOptions = tls }, disposeHandler: true)
        {
            BaseAddress = new Uri(configuration.Host),
            DefaultRequestVersion = System.Net.HttpVersion.Version20,
        };
        if (withCredentials && configuration.AccessToken is { } token)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }
}
