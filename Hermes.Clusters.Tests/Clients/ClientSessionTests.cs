using System.Globalization;
using Hermes.Clusters.Clients;
using Hermes.Clusters.Tests.EnvTest;
using Hermes.DevCluster;

namespace Hermes.Clusters.Tests.Clients;

public sealed class ClientSessionTests : IDisposable
{
    private readonly AssetsFolder _folder = new();
    private ClientProgram? _program;

    [Fact]
    public async Task Run_OfAProgramThatSucceeds_GivesItTheClusterTheArgumentsAndTheInput()
    {
        var session = Session("for argument in \"$@\"; do echo \"[$argument]\"; done; cat");

        var output = await session.RunAsync("get pods -l \"a in (b, c)\"", "from outside");

        output.Split('\n').ShouldBe(
            ["[--kubeconfig]", "[/with space/config]", "[--namespace]", "[shop]", "[get]", "[pods]", "[-l]", "[a in (b, c)]", "from outside"]);
    }

    [Fact]
    public async Task Run_OfAProgramThatFails_ThrowsWithWhatItSaid()
    {
        var session = Session("echo half; echo refused >&2; exit 3");

        var thrown = await Should.ThrowAsync<ClientException>(session.RunAsync("get pods"));

        thrown.Message.ShouldContain("client get pods: ended with 3: half\nrefused");
    }

    [Fact]
    public async Task Try_OfAProgramThatFailsWithoutReading_TellsHowItEnded()
    {
        var session = Session("exec 0<&-; echo half; echo refused >&2; exit 3");

        var result = await session.TryAsync("apply -f -", new string('x', 1 << 20));

        result.ShouldBe(new ClientResult(3, "half\n", "refused\n"));
    }

    [Fact]
    public async Task ReadLines_OfAProgramThatRunsOn_EndsItWithTheEnumeration()
    {
        var session = Session("echo $$; echo second; exec sleep 600");
        var pid = 0;

        await foreach (var line in session.ReadLinesAsync("get pods --watch"))
        {
            if (line == "second")
            {
                break;
            }

            pid = int.Parse(line, CultureInfo.InvariantCulture);
        }

        pid.ShouldNotBe(0);
        Directory.Exists($"/proc/{pid}").ShouldBeFalse();
    }

    [Fact]
    public async Task ReadLines_OfAProgramThatFails_ThrowsAfterItsLines()
    {
        var session = Session("echo first; echo refused >&2; exit 3");
        var lines = new List<string>();

        var thrown = await Should.ThrowAsync<ClientException>(async () =>
        {
            await foreach (var line in session.ReadLinesAsync("get pods --watch"))
            {
                lines.Add(line);
            }
        });

        lines.ShouldBe(["first"]);
        thrown.Message.ShouldContain("ended with 3: refused");
    }

    public void Dispose()
    {
        _program?.Dispose();
        _folder.Dispose();
    }

    private ClientSession Session(string script)
    {
        _folder.Add("client", script);
        _program = ClientProgram.Find("client", _folder.FullName, _folder.FullName)!;
        return _program.On(new Kubeconfig(), "shop");
    }

    private sealed class Kubeconfig : ICluster
    {
        public string Lane => "none";

        public bool IsTemporary => true;

        public string KubeconfigPath => "/with space/config";

        public ClusterCapabilities Capabilities => ClusterCapabilities.None;

        public DevClusterServer? DevCluster => null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
