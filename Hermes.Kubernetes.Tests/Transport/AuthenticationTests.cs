using System.Collections.Immutable;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class AuthenticationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Call_TokenConfigured_IsSent()
    {
        using var fixture = new ServerFixture(ServerFixture.Configuration with { Token = "fixed" });
        fixture.Server.ThenStatus(404, "NotFound");

        await GetAsync(fixture);

        fixture.Server.Seen.ShouldHaveSingleItem().Authorization.ShouldBe("Bearer fixed");
    }

    [Fact]
    public async Task Call_TokenFileRotated_IsReadAgainAfterAMinute()
    {
        var file = _directory.Write("token", "one\n");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server.ThenStatus(404, "NotFound").ThenStatus(404, "NotFound").ThenStatus(404, "NotFound");

        await GetAsync(fixture);
        _directory.Write("token", "two\n");
        await GetAsync(fixture);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(fixture);

        fixture.Server.Seen.Select(request => request.Authorization).ShouldBe(["Bearer one", "Bearer one", "Bearer two"]);
    }

    [Fact]
    public async Task Call_TokenRefusedAndFileRotated_IsSentOnceMore()
    {
        var file = _directory.Write("token", "old");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server
            .Then(_ =>
            {
                _directory.Write("token", "new");
                return new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);
            })
            .ThenOk("""{"metadata":{"name":"a"}}""");

        (await GetAsync(fixture)).ShouldNotBeNull();

        fixture.Server.Seen.Select(request => request.Authorization).ShouldBe(["Bearer old", "Bearer new"]);
    }

    [Fact]
    public async Task Call_SentAgainWithARenewedToken_TellsTheServerTheTimeThatIsLeft()
    {
        var file = _directory.Write("token", "old");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server
            .Then(_ =>
            {
                _directory.Write("token", "new");
                fixture.Time.Advance(TimeSpan.FromSeconds(20));
                return new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);
            })
            .ThenOk("""{"metadata":{"name":"a"}}""");

        await GetAsync(fixture);

        fixture.Server.Seen.Select(request => request.Query["timeout"]).ShouldBe(["29500ms", "9500ms"]);
    }

    [Fact]
    public async Task Call_NoTimeLeftForTheRenewedToken_IsNotSentAgain()
    {
        var file = _directory.Write("token", "old");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server.Then(_ =>
        {
            _directory.Write("token", "new");
            fixture.Time.Advance(TimeSpan.FromSeconds(29.8));
            return new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);
        });

        (await GetAsync(fixture).ShouldThrowAsync<TimeoutException>()).Message.ShouldStartWith("get ConfigMap: not sent");

        fixture.Server.Seen.ShouldHaveSingleItem();
    }

    [SkippableFact]
    public async Task Call_TokenRefusedAndRenewalFails_LetsTheAnswerGo()
    {
        Skip.If(OperatingSystem.IsWindows(), "The program is a shell script.");
        using var fixture = new ServerFixture(ServerFixture.Configuration with
        {
            Exec = new ExecCredential
            {
                ApiVersion = "client.authentication.k8s.io/v1",
                Command = "sh",
                Arguments =
                [
                    "-c",
                    """[ -e "$0" ] && exit 1; touch "$0"; echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'""",
                    Path.Combine(_directory.Path, "ran"),
                ],
            },
        });
        using var body = new StalledStream();
        fixture.Server.Then(_ => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized) { Content = new StreamContent(body) });

        await GetAsync(fixture).ShouldThrowAsync<ClusterConfigurationException>();

        body.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Call_RenewedTokenRefusedToo_Throws()
    {
        var file = _directory.Write("token", "old");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server
            .Then(_ =>
            {
                _directory.Write("token", "new");
                return new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);
            })
            .ThenStatus(401, "Unauthorized");

        (await GetAsync(fixture).ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(StatusReason.Unauthorized);
        fixture.Server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Call_TokenRefusedAndUnchanged_IsNotSentAgain()
    {
        var file = _directory.Write("token", "same");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server.ThenStatus(401, "Unauthorized");

        await GetAsync(fixture).ShouldThrowAsync<KubernetesException>();

        fixture.Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_TokenFileGone_KeepsTheTokenHeld()
    {
        var file = _directory.Write("token", "held");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });
        fixture.Server.ThenStatus(404, "NotFound").ThenStatus(404, "NotFound");
        await GetAsync(fixture);

        File.Delete(file);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(fixture);

        fixture.Server.Seen[1].Authorization.ShouldBe("Bearer held");
    }

    [Fact]
    public async Task Call_TokenFileNeverThere_SendsNothing()
    {
        var file = Path.Combine(_directory.Path, "absent");
        using var fixture = new ServerFixture(ServerFixture.Configuration with { TokenFile = file });

        (await GetAsync(fixture).ShouldThrowAsync<ClusterConfigurationException>()).Message.ShouldStartWith($"tokenFile {file} cannot be read");

        fixture.Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_Impersonating_SaysWhom()
    {
        using var fixture = new ServerFixture(ServerFixture.Configuration with
        {
            Impersonation = new Impersonation("jane")
            {
                Uid = "u1",
                Groups = ["dev", "ops"],
                Extra = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("acme.com/role", ["a"]),
            },
        });
        fixture.Server.ThenStatus(404, "NotFound");

        await GetAsync(fixture);

        var headers = fixture.Server.Seen.ShouldHaveSingleItem().Headers;
        headers["Impersonate-User"].ShouldBe("jane");
        headers["Impersonate-Uid"].ShouldBe("u1");
        headers["Impersonate-Group"].ShouldBe("dev,ops");
        headers["Impersonate-Extra-acme.com%2Frole"].ShouldBe("a");
    }

    public void Dispose() => _directory.Dispose();

    private static Task<V1ConfigMap?> GetAsync(ServerFixture fixture) =>
        fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None).WaitAsync(Patience.Limit);
}
