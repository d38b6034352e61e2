using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class ExecTokenTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();

    public ExecTokenTests() => Skip.If(OperatingSystem.IsWindows(), "The programs are shell scripts.");

    [SkippableFact]
    public async Task Get_Twice_RunsTheProgramOnce()
    {
        using var token = Program("""echo run >> "$RUNS"; echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t$(wc -l < "$RUNS" | tr -d ' ')\"}}" """);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => token.GetAsync(null, CancellationToken.None).AsTask()));

        all.ShouldAllBe(value => value == "t1");
        (await token.GetAsync("t1", CancellationToken.None)).ShouldBe("t2");
    }

    [SkippableFact]
    public async Task Get_FirstCallerGivesUp_LeavesTheOthersTheSameRun()
    {
        var gate = Path.Combine(_directory.Path, "gate");
        using var token = Program($$$"""echo run >> "$RUNS"; while [ ! -e "{{{gate}}}" ]; do sleep 0.01; done; echo "{\"apiVersion\":\"{{{Version}}}\",\"status\":{\"token\":\"t$(wc -l < "$RUNS" | tr -d ' ')\"}}" """);
        using var caller = new CancellationTokenSource();
        var first = token.GetAsync(null, caller.Token).AsTask();
        await _time.NextTimerAsync(_ => true);
        var second = token.GetAsync(null, CancellationToken.None).AsTask();

        await caller.CancelAsync();
        await first.WaitAsync(Patience.Limit).ShouldThrowAsync<OperationCanceledException>();
        await File.WriteAllTextAsync(gate, "");

        (await second.WaitAsync(Patience.Limit)).ShouldBe("t1");
    }

    [SkippableFact]
    public async Task Get_FetchFailed_IsTriedAgainByTheNext()
    {
        using var token = Program($$$"""if [ -e "$RUNS" ]; then echo "{\"apiVersion\":\"{{{Version}}}\",\"status\":{\"token\":\"t\"}}"; else touch "$RUNS"; exit 1; fi""");
        await token.GetAsync(null, CancellationToken.None).AsTask().WaitAsync(Patience.Limit).ShouldThrowAsync<ClusterConfigurationException>();

        (await token.GetAsync(null, CancellationToken.None).AsTask().WaitAsync(Patience.Limit)).ShouldBe("t");
    }

    [SkippableFact]
    public async Task Get_TokenExpired_RunsTheProgramAgain()
    {
        var expiry = _time.GetUtcNow().AddMinutes(10).ToString("O");
        using var token = Program($$$"""echo run >> "$RUNS"; echo "{\"apiVersion\":\"{{{Version}}}\",\"status\":{\"token\":\"t$(wc -l < "$RUNS" | tr -d ' ')\",\"expirationTimestamp\":\"{{{expiry}}}\"}}" """);

        await token.GetAsync(null, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(9));
        (await token.GetAsync(null, CancellationToken.None)).ShouldBe("t1");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await token.GetAsync(null, CancellationToken.None)).ShouldBe("t2");
    }

    [SkippableFact]
    public async Task Get_Program_IsToldWhatIsWanted()
    {
        using var token = Program($$$"""case "$KUBERNETES_EXEC_INFO" in *'"interactive":false'*) echo "{\"apiVersion\":\"{{{Version}}}\",\"status\":{\"token\":\"told\"}}";; esac""");

        (await token.GetAsync(null, CancellationToken.None)).ShouldBe("told");
    }

    [SkippableTheory]
    [InlineData("echo 'no session' >&2; exit 3", "ended with exit code 3: no session")]
    [InlineData("echo hello", "printed no ExecCredential: ")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"t"}}'""", "printed an ExecCredential of client.authentication.k8s.io/v1beta1, but")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"x"}}'""", "issued no token")]
    public async Task Get_ProgramFails_SaysHow(string script, string message)
    {
        using var token = Program(script);

        var fault = await token.GetAsync(null, CancellationToken.None).AsTask().ShouldThrowAsync<ClusterConfigurationException>();

        fault.Message.ShouldStartWith($"exec: sh {message}");
        fault.Message.ShouldNotContain("\n");
    }

    [SkippableFact]
    public async Task Get_ProgramHangs_IsKilledAtTheLimit()
    {
        using var token = Program("""echo started > "$RUNS"; exec sleep 600""");

        var call = token.GetAsync(null, CancellationToken.None).AsTask();
        await _time.AdvanceToNextAsync(_ => true);

        (await call.WaitAsync(Patience.Limit).ShouldThrowAsync<ClusterConfigurationException>()).Message.ShouldContain("did not end within");
    }

    [SkippableFact]
    public async Task Get_ProgramAbsent_TellsTheInstallHint()
    {
        using var token = new ExecToken(
            new ExecCredential { ApiVersion = Version, Command = "no-such-program", InstallHint = "Get it from your provider.\nOr not." }, _time);

        var fault = await token.GetAsync(null, CancellationToken.None).AsTask().ShouldThrowAsync<ClusterConfigurationException>();

        fault.Message.ShouldStartWith("exec: no-such-program cannot be started: ");
        fault.Message.ShouldEndWith("Get it from your provider.");
    }

    public void Dispose() => _directory.Dispose();

    private ExecToken Program(string script) => new(
        new ExecCredential
        {
            ApiVersion = Version,
            Command = "sh",
            Arguments = ["-c", script],
            Environment = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty
                .Add("RUNS", Path.Combine(_directory.Path, "runs")),
        },
        _time);
}
