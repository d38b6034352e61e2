using System.Text;
using Hermes.Kubernetes.Configuration;

namespace Hermes.Kubernetes.Tests.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Resolve_EverythingGiven_KeepsIt()
    {
        var configuration = Resolve(
            cluster: "{server: 'https://c:6443', certificate-authority: pki/ca.crt, tls-server-name: kube, proxy-url: 'socks5://proxy:1080'}",
            user: """
                client-certificate: pki/client.crt
                client-key: /abs/client.key
                token: abc
                tokenFile: token
                as: jane
                as-uid: u1
                as-groups: [dev, ops]
                as-user-extra: {role: [a, b]}
                """);

        configuration.Server.ShouldBe(new Uri("https://c:6443"));
        configuration.CertificateAuthority!.Path.ShouldBe(InDirectory("pki/ca.crt"));
        configuration.TlsServerName.ShouldBe("kube");
        configuration.Proxy.ShouldBe(new Uri("socks5://proxy:1080"));
        configuration.ClientCertificate!.Path.ShouldBe(InDirectory("pki/client.crt"));
        configuration.ClientKey!.Path.ShouldBe("/abs/client.key");
        configuration.Token.ShouldBe("abc");
        configuration.TokenFile.ShouldBe(InDirectory("token"));
        var impersonation = configuration.Impersonation.ShouldNotBeNull();
        impersonation.User.ShouldBe("jane");
        impersonation.Uid.ShouldBe("u1");
        impersonation.Groups.ShouldBe(["dev", "ops"]);
        impersonation.Extra["role"].ShouldBe(["a", "b"]);
        configuration.Namespace.ShouldBe("default");
    }

    [Fact]
    public void Resolve_DataAndFile_TheDataCounts()
    {
        var configuration = Resolve(
            cluster: $"{{server: 'https://c', certificate-authority: ca.crt, certificate-authority-data: {Base64("PEM")}}}");

        configuration.CertificateAuthority.ShouldBe(PemSource.FromText("PEM"));
    }

    [Fact]
    public void Resolve_Exec_KeepsWhatIsNeededToRunIt()
    {
        var exec = Resolve(user: """
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: aws
              args: [eks, get-token]
              env: [{name: A, value: "1"}, {name: A, value: "2"}]
              installHint: Install it.
              interactiveMode: IfAvailable
            """).Exec.ShouldNotBeNull();

        exec.Command.ShouldBe("aws");
        exec.Arguments.ShouldBe(["eks", "get-token"]);
        exec.Environment["A"].ShouldBe("2");
        exec.InstallHint.ShouldBe("Install it.");
    }

    [Fact]
    public void Resolve_ExecCommandIsAPath_StartsFromTheKubeconfig() =>
        Resolve(user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./bin/login}")
            .Exec!.Command.ShouldBe(InDirectory("./bin/login"));

    [Theory]
    [InlineData("{server: 'https://c', insecure-skip-tls-verify: maybe}", "insecure-skip-tls-verify: must be true or false")]
    [InlineData("{server: 'https://c', insecure-skip-tls-verify: true, certificate-authority: ca.crt}", "insecure-skip-tls-verify: makes no sense with a certificate-authority: remove one of them")]
    [InlineData("{server: 'c:6443'}", "server: must be an https address")]
    [InlineData("{server: ''}", "server: is missing")]
    [InlineData("{server: [a]}", "server: must be a text")]
    [InlineData("{server: 'https://c', proxy-url: 'ftp://p'}", "proxy-url: must be an http, https or socks5 address")]
    [InlineData("{server: 'https://c', certificate-authority-data: '%'}", "certificate-authority-data: is not base64")]
    public void Resolve_ClusterAtFault_NamesTheField(string cluster, string fault) =>
        FaultOf(() => Resolve(cluster: cluster)).ShouldBe($"{File}: clusters[c].cluster.{fault}");

    [Theory]
    [InlineData("{username: u, password: p}", "username: basic authentication is not supported; Kubernetes dropped it in 1.19")]
    [InlineData("{auth-provider: {name: gcp}}", "auth-provider: is not supported; use the exec plugin of your provider")]
    [InlineData("{client-certificate: a}", "client-key: is missing, though there is a client-certificate")]
    [InlineData("{client-key: a}", "client-certificate: is missing, though there is a client-key")]
    [InlineData("{as-groups: [a]}", "as: is missing, though something else is to be impersonated")]
    [InlineData("{as: a, as-groups: b}", "as-groups: must be a list")]
    [InlineData("{exec: {command: a}}", "exec.apiVersion: is missing")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: a}}", "exec.apiVersion: client.authentication.k8s.io/v1alpha1 is not supported: client.authentication.k8s.io/v1 and v1beta1 are")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1}}", "exec.command: is missing")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1, command: a, provideClusterInfo: true}}", "exec.provideClusterInfo: is not supported")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1, command: a, interactiveMode: Always}}", "exec.interactiveMode: Always is not supported: nobody is there to be asked")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1, command: a, env: [b]}}", "exec.env[0]: must be a mapping")]
    public void Resolve_UserAtFault_NamesTheField(string user, string fault) =>
        FaultOf(() => Resolve(user: user)).ShouldBe($"{File}: users[u].user.{fault}");

    [Theory]
    [InlineData("", "is empty or no mapping, so no kubeconfig")]
    [InlineData("- a", "is empty or no mapping, so no kubeconfig")]
    [InlineData("clusters: []", "current-context: is missing, and no context was named")]
    [InlineData("current-context: x\ncontexts: [{name: a}, {name: b}]", "contexts: there is no 'x' (there are: a, b)")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]", "contexts[a].context.cluster: there is no cluster 'c'")]
    [InlineData("current-context: a\nclusters: [{name: c, cluster: {server: 'https://c'}}]\ncontexts: [{name: a, context: {cluster: c, user: u}}]", "contexts[a].context.user: there is no user 'u'")]
    [InlineData("current-context: a\ncontexts: {}", "contexts: must be a list")]
    public void Resolve_FileAtFault_SaysWhat(string yaml, string fault)
    {
        _directory.Write("config", yaml);

        FaultOf(() => Kubeconfig.Read([File]).Resolve(null)).ShouldBe($"{File}: {fault}");
    }

    [Fact]
    public void Read_NoYaml_NamesTheLine()
    {
        _directory.Write("config", "clusters:\n  - name: [\n");

        var fault = FaultOf(() => Kubeconfig.Read([File]));

        fault.ShouldStartWith($"{File}: line 3: is no YAML: ");
        fault.ShouldNotContain("\n");
    }

    [Fact]
    public void ToString_Secrets_AreLeftOut()
    {
        var configuration = Resolve(user: $"{{token: s3cret, client-certificate-data: {Base64("crt")}, client-key-data: {Base64("s3cret")}}}");

        $"{configuration} {configuration.ClientKey}".ShouldBe($"https://c/ ({File}, context ctx) inline");
    }

    public void Dispose() => _directory.Dispose();

    private string File => InDirectory("config");

    private string InDirectory(string path) => Path.Combine(_directory.Path, path);

    private ClusterConfiguration Resolve(string cluster = "{server: 'https://c'}", string user = "{}")
    {
        var indented = string.Join('\n', user.Split('\n').Select(line => "    " + line));
        _directory.Write("config", $$"""
            current-context: ctx
            clusters: [{name: c, cluster: {{cluster}} }]
            contexts: [{name: ctx, context: {cluster: c, user: u} }]
            users:
            - name: u
              user:
            {{indented}}
            """);
        return Kubeconfig.Read([File]).Resolve(null);
    }

    private static string FaultOf(Func<object> action) => Should.Throw<ClusterConfigurationException>(() => action()).Message;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
