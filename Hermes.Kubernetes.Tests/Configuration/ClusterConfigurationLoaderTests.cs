using Hermes.Kubernetes.Configuration;

namespace Hermes.Kubernetes.Tests.Configuration;

public sealed class ClusterConfigurationLoaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public void Load_InsideAPod_PrefersTheServiceAccountToKubeconfig()
    {
        Pod("10.96.0.1", "443");
        _environment["KUBECONFIG"] = Kubeconfig("config", "https://elsewhere:6443");

        var configuration = Load();

        configuration.Server.ShouldBe(new Uri("https://10.96.0.1:443"));
        configuration.TokenFile.ShouldBe(Path.Combine(_directory.Path, "pod", "token"));
        configuration.CertificateAuthority!.Path.ShouldBe(Path.Combine(_directory.Path, "pod", "ca.crt"));
        configuration.Namespace.ShouldBe("hermes-system");
        configuration.UseEnvironmentProxy.ShouldBeFalse();
    }

    [Fact]
    public void Load_PodOnIpv6_BracketsTheAddress()
    {
        Pod("fd00::1", "443");

        Load().Server.ShouldBe(new Uri("https://[fd00::1]:443"));
    }

    [Fact]
    public void Load_PodWithoutToken_FallsBackToKubeconfig()
    {
        Pod("10.96.0.1", "443");
        File.Delete(Path.Combine(_directory.Path, "pod", "token"));
        _environment["KUBECONFIG"] = Kubeconfig("config", "https://elsewhere:6443");

        Load().Server.Host.ShouldBe("elsewhere");
    }

    [Fact]
    public void Load_ExplicitFile_BeatsEverything()
    {
        Pod("10.96.0.1", "443");
        _environment["KUBECONFIG"] = Kubeconfig("config", "https://elsewhere:6443");

        Load(Kubeconfig("mine", "https://mine:6443")).Server.Host.ShouldBe("mine");
    }

    [Fact]
    public void Load_ExplicitContext_RulesTheServiceAccountOut()
    {
        Pod("10.96.0.1", "443");
        _environment["KUBECONFIG"] = Kubeconfig("config", "https://elsewhere:6443");

        Load(context: "ctx").Server.Host.ShouldBe("elsewhere");
    }

    [Fact]
    public void Load_SeveralFiles_MergesThemAndTheFirstCounts()
    {
        var first = _directory.Write("first", """
            current-context: ctx
            clusters: [{name: c, cluster: {server: "https://first:1"}}]
            """);
        var second = _directory.Write("second", """
            current-context: other
            clusters: [{name: c, cluster: {server: "https://second:1"}}]
            contexts: [{name: ctx, context: {cluster: c, namespace: team}}]
            """);
        var absent = Path.Combine(_directory.Path, "absent");
        _environment["KUBECONFIG"] = string.Join(Path.PathSeparator, absent, first, second);

        var configuration = Load();

        configuration.Server.Host.ShouldBe("first");
        configuration.Namespace.ShouldBe("team");
    }

    [Fact]
    public void Load_NoKubeconfigVariable_TakesTheHomeFile()
    {
        Kubeconfig(Path.Combine(".kube", "config"), "https://home:6443");

        Load().Server.Host.ShouldBe("home");
    }

    [Fact]
    public void Load_NothingAnywhere_SaysWhereItLooked() =>
        Should.Throw<ClusterConfigurationException>(() => Load()).Message.ShouldBe(
            "No cluster is configured: this is no pod with a service account, KUBECONFIG is not set, "
            + $"and there is no {Path.Combine(_directory.Path, ".kube", "config")}");

    [Fact]
    public void Load_KubeconfigVariableNamesNoFile_DoesNotGuessAnother()
    {
        Kubeconfig(Path.Combine(".kube", "config"), "https://home:6443");
        _environment["KUBECONFIG"] = "/nowhere/a";

        Should.Throw<ClusterConfigurationException>(() => Load()).Message.ShouldBe("KUBECONFIG names no file that exists: /nowhere/a");
    }

    [Fact]
    public void Load_ExplicitFileAbsent_SaysSo() =>
        Should.Throw<ClusterConfigurationException>(() => Load("/nowhere/a")).Message.ShouldBe("/nowhere/a: there is no such kubeconfig");

    public void Dispose() => _directory.Dispose();

    private ClusterConfiguration Load(string? kubeconfig = null, string? context = null)
    {
        _environment.TryAdd("HOME", _directory.Path);
        return new ClusterConfigurationLoader(_environment.GetValueOrDefault, Path.Combine(_directory.Path, "pod")).Load(kubeconfig, context);
    }

    private void Pod(string host, string port)
    {
        _environment["KUBERNETES_SERVICE_HOST"] = host;
        _environment["KUBERNETES_SERVICE_PORT"] = port;
        _directory.Write(Path.Combine("pod", "token"), "t");
        _directory.Write(Path.Combine("pod", "namespace"), "hermes-system");
    }

    private string Kubeconfig(string name, string server) => _directory.Write(name, $$"""
        current-context: ctx
        clusters: [{name: c, cluster: {server: "{{server}}" } }]
        contexts: [{name: ctx, context: {cluster: c} }]
        """);
}
