using Hermes.Clusters.EnvTest;

namespace Hermes.Clusters.Tests.EnvTest;

public sealed class ControlPlaneArgumentsTests : IDisposable
{
    private readonly ControlPlaneFolder _folder = new();

    [Fact]
    public void EveryProgram_ListensOnLoopbackOnly()
    {
        ControlPlaneArguments.Etcd(_folder, 2379)
            .Where(argument => argument.StartsWith("--listen-", StringComparison.Ordinal))
            .ShouldBe(["--listen-client-urls=http://127.0.0.1:2379", "--listen-peer-urls=http://127.0.0.1:0"]);
        ControlPlaneArguments.ApiServer(_folder, 6443, 2379, hasControllerManager: true).ShouldContain("--bind-address=127.0.0.1");
        ControlPlaneArguments.ControllerManager(_folder, 10257).ShouldContain("--bind-address=127.0.0.1");
    }

    [Fact]
    public void ApiServer_AuthorizesByRbacAndFindsEtcdAndItsKeys()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);
        _folder.Write(authority);

        var arguments = ControlPlaneArguments.ApiServer(_folder, 6443, 2379, hasControllerManager: true);

        arguments.ShouldContain("--authorization-mode=RBAC");
        arguments.ShouldContain("--secure-port=6443");
        arguments.ShouldContain("--etcd-servers=http://127.0.0.1:2379");
        arguments.ShouldNotContain("--disable-admission-plugins=ServiceAccount");
        var files = arguments.Where(argument => argument.Contains("-file=", StringComparison.Ordinal)).Select(Value).ToList();
        files.Count.ShouldBe(5);
        files.ShouldAllBe(file => File.Exists(file));
    }

    [Fact]
    public void ApiServer_WithoutAControllerManager_AsksForNoServiceAccounts() =>
        ControlPlaneArguments.ApiServer(_folder, 6443, 2379, hasControllerManager: false)
            .ShouldContain("--disable-admission-plugins=ServiceAccount");

    [Fact]
    public void Dispose_RemovesTheFolder()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);
        _folder.Write(authority);

        _folder.Dispose();

        Directory.Exists(_folder.Certificates).ShouldBeFalse();
    }

    [Fact]
    public void Files_AreTheirOwnersOnly()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);
        _folder.Write(authority);

        File.GetUnixFileMode(_folder.ServerKey).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => _folder.Dispose();

    private static string Value(string argument) => argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
