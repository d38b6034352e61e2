using System.IO.Pipelines;
using System.Net;
using System.Text;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class WatchStreamTests : IDisposable
{
    private const string Events = """
        {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"11"}}}
        {"type":"MODIFIED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"12"},"data":{"k":"line\nbreak {"}}}
        {"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"20","creationTimestamp":null}}}

        {"type":"DELETED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"21"}}}

        """;

    private readonly ServerFixture _fixture = new();
    private readonly List<WatchEvent<V1ConfigMap>> _events = [];

    private ScriptedServer Server => _fixture.Server;

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(100_000)]
    public async Task Watch_Events_AreReadHoweverTheyComeIn(int drop)
    {
        Server.ThenStream(new DripStream(Encoding.UTF8.GetBytes(Events), drop));

        await WatchAsync();

        _events.Select(change => (change.Type, change.Object.Metadata.ResourceVersion)).ShouldBe(
        [
            (WatchEventType.Added, "11"), (WatchEventType.Modified, "12"), (WatchEventType.Bookmark, "20"), (WatchEventType.Deleted, "21"),
        ]);
        _events[1].Object.Data["k"].ShouldBe("line\nbreak {");
    }

    [Fact]
    public async Task Watch_Options_AreTheQuery()
    {
        Server.ThenStream("");

        await WatchAsync(new WatchOptions
        {
            ResourceVersion = "10",
            Namespace = "ns",
            LabelSelector = "a=b",
            FieldSelector = "metadata.name=x",
            Timeout = TimeSpan.FromSeconds(301.4),
        });

        var request = Server.Seen.ShouldHaveSingleItem();
        request.Path.ShouldBe("/prefix/api/v1/namespaces/ns/configmaps");
        request.Query.ShouldBe(
            new Dictionary<string, string>
            {
                ["watch"] = "true",
                ["allowWatchBookmarks"] = "true",
                ["resourceVersion"] = "10",
                ["labelSelector"] = "a=b",
                ["fieldSelector"] = "metadata.name=x",
                ["timeoutSeconds"] = "301",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Watch_CutWithinALine_YieldsTheWholeEventsAndThrows()
    {
        Server.ThenStream(Events[..(Events.IndexOf("MODIFIED", StringComparison.Ordinal) + 40)]);

        await WatchAsync().ShouldThrowAsync<IOException>();

        _events.ShouldHaveSingleItem().Type.ShouldBe(WatchEventType.Added);
    }

    [Theory]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\":\n")]
    [InlineData("{\"type\":\"RENAMED\",\"object\":{}}\n")]
    [InlineData("{\"object\":{}}\n")]
    [InlineData("{\"type\":\"ADDED\"}\n")]
    [InlineData("garbage\n")]
    public async Task Watch_LineMakesNoSense_Throws(string line)
    {
        Server.ThenStream(line);

        await WatchAsync().ShouldThrowAsync<IOException>();
    }

    [Fact]
    public async Task Watch_ObjectUnreadable_IsHandedOverInItsPlace()
    {
        const string bad = """{"type":"MODIFIED","object":{"data":{"k":1},"metadata":{"name":"bad","uid":"u","resourceVersion":"9"}}}""";
        Server.ThenStream(bad + "\n" + Events);
        List<UnreadableObject> unreadable = [];

        await WatchAsync(new WatchOptions { ResourceVersion = "8", OnUnreadable = unreadable.Add });

        unreadable.ShouldHaveSingleItem().ShouldBe(
            new UnreadableObject(WatchEventType.Modified, null, "bad", "u", "9", unreadable[0].Fault));
        _events.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Watch_ObjectUnreadableAndNobodyTakesIt_Throws()
    {
        Server.ThenStream("""{"type":"ADDED","object":{"data":{"k":1},"metadata":{"name":"bad"}}}""" + "\n");

        await WatchAsync().ShouldThrowAsync<IOException>();
    }

    [Fact]
    public async Task Watch_ErrorEvent_ThrowsItsStatus()
    {
        Server.ThenStream("""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old resource version: 1 (4858)","reason":"Expired","code":410}}""" + "\n");

        var refusal = await WatchAsync().ShouldThrowAsync<KubernetesException>();

        (refusal.StatusCode, refusal.Reason).ShouldBe((HttpStatusCode.Gone, StatusReason.Expired));
    }

    [Fact]
    public async Task Watch_Refused_Throws()
    {
        Server.ThenStatus(410, "Expired");

        (await WatchAsync().ShouldThrowAsync<KubernetesException>()).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Watch_SilentForTooLong_TimesOut()
    {
        var limit = TimeSpan.FromMinutes(2);
        var body = new Pipe();
        Server.ThenStream(body.Reader.AsStream());

        var watch = WatchAsync(new WatchOptions { ResourceVersion = "10", IdleLimit = limit });
        await _fixture.Time.AdvanceToNextAsync(due => due == limit);

        (await watch.WaitAsync(Patience.Limit).ShouldThrowAsync<TimeoutException>()).Message.ShouldContain("silent for 00:02:00");
    }

    [Fact]
    public async Task Watch_OutlivesTheCallTimeout()
    {
        var body = new Pipe();
        Server.ThenStream(body.Reader.AsStream());

        var watch = WatchAsync(new WatchOptions { ResourceVersion = "10", IdleLimit = TimeSpan.FromHours(2) });
        await _fixture.Time.NextTimerAsync(due => due == TimeSpan.FromHours(2));
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        await body.Writer.WriteAsync(Encoding.UTF8.GetBytes(Events));
        await body.Writer.CompleteAsync();

        await watch.WaitAsync(Patience.Limit);
        _events.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Watch_Cancelled_Ends()
    {
        using var caller = new CancellationTokenSource();
        var body = new Pipe();
        Server.ThenStream(body.Reader.AsStream());

        var watch = WatchAsync(cancellationToken: caller.Token);
        await Server.NextAsync();
        await caller.CancelAsync();

        await watch.WaitAsync(Patience.Limit).ShouldThrowAsync<OperationCanceledException>();
    }

    public void Dispose() => _fixture.Dispose();

    private Task WatchAsync(WatchOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadAsync(options, cancellationToken).WaitAsync(Patience.Limit, CancellationToken.None);

    private async Task ReadAsync(WatchOptions? options, CancellationToken cancellationToken)
    {
        await foreach (var change in _fixture.Client.WatchAsync<V1ConfigMap>(
            options ?? new WatchOptions { ResourceVersion = "10" }, cancellationToken))
        {
            _events.Add(change);
        }
    }
}
