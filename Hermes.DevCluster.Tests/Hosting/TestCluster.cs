using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Hosting;

/// <summary>A server, and a plain HTTP client made from nothing but its kubeconfig.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _namespaces;

    public DevClusterServer Server { get; private set; } = null!;

    public TestClient Client { get; private set; } = null!;

    internal DevClusterOptions Options { get; init; } = new() { Keda = false, Simulator = false };

    public static async Task<TestCluster> StartAsync(DevClusterOptions options)
    {
        var cluster = new TestCluster { Options = options };
        await cluster.InitializeAsync();
        return cluster;
    }

    public async Task InitializeAsync()
    {
        Server = await DevClusterServer.StartAsync(Options);
        Client = new TestClient(Connect(Server.Kubeconfig));
        (await Client.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Widgets.Definition())).Status.ShouldBe(201);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A namespace of the test's own.</summary>
    public async Task<string> NamespaceAsync()
    {
        var name = $"ns-{Interlocked.Increment(ref _namespaces)}";
        var value = Json.Object($$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{name}}"} }""");
        (await Client.PostAsync("/api/v1/namespaces", value)).Status.ShouldBe(201);
        return name;
    }

    /// <summary>Waits for a condition of the server, looked at again after each change of an object.</summary>
    internal async Task EventuallyAsync(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Server.Core.Objects.Subscribe(_ =>
        {
            if (condition())
            {
                met.TrySetResult();
            }
        });
        if (!condition())
        {
            await met.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Waits until so many watches run.</summary>
    public async Task UntilWatchedAsync(int count)
    {
        while (true)
        {
            var changed = Server.Core.Watches.Changed();
            if (Server.ActiveWatches == count)
            {
                return;
            }

            await changed.WaitAsync(Patience);
        }
    }

    /// <summary>A client of what a kubeconfig says: the authority that it trusts, the certificate and the token that it shows.</summary>
    public static HttpClient Connect(string kubeconfig, bool certificate = true, bool token = true)
    {
        var root = X509Certificate2.CreateFromPem(Decoded(kubeconfig, "certificate-authority-data"));
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { root },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        if (certificate && kubeconfig.Contains("client-certificate-data", StringComparison.Ordinal))
        {
            using var pem = X509Certificate2.CreateFromPem(
                Decoded(kubeconfig, "client-certificate-data"), Decoded(kubeconfig, "client-key-data"));
            handler.SslOptions.ClientCertificates =
                [X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable)];
        }

        var client = new HttpClient(handler)
        {
            BaseAddress = new Uri(Field(kubeconfig, "server")),
            DefaultRequestVersion = new Version(2, 0),
            Timeout = Patience,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("recorder/1.0");
        if (token)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", Field(kubeconfig, "token"));
        }

        return client;
    }

    private static string Decoded(string kubeconfig, string name) =>
        Encoding.ASCII.GetString(Convert.FromBase64String(Field(kubeconfig, name)));

    private static string Field(string kubeconfig, string name) =>
        Regex.Match(kubeconfig, $@"{name}: (\S+)", RegexOptions.None, Patience).Groups[1].Value;
}
