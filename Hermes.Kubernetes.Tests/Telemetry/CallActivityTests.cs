using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Kubernetes.Telemetry;
using Hermes.Kubernetes.Tests.Client;
using Hermes.Kubernetes.Tests.Transport;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Telemetry;

public sealed class CallActivityTests : IDisposable
{
    private const string Stored = """{"apiVersion":"example.dev/v1alpha1","kind":"Widget","metadata":{"name":"one","namespace":"ns"}}""";

    private readonly ServerFixture _fixture = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _test = new("test");

    public CallActivityTests()
    {
        // Other tests call too: ours are those below our own activity.
        _test.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RuntimeTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _test.TraceId)
                {
                    _ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task Call_Answered_IsAClientSpanBelowWhatCalled()
    {
        _fixture.Server.ThenOk(Stored);

        await _fixture.Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit);

        var call = _ended.ShouldHaveSingleItem();
        (call.DisplayName, call.Kind, call.ParentSpanId, call.Status)
            .ShouldBe(("get Widget", ActivityKind.Client, _test.SpanId, ActivityStatusCode.Unset));
        call.TagObjects.ToDictionary().ShouldBe(
            new Dictionary<string, object?>
            {
                ["verb"] = "get",
                ["kind"] = "Widget",
                ["http.request.method"] = "GET",
                ["url.path"] = "/prefix/apis/example.dev/v1alpha1/namespaces/ns/widgets/one",
                ["server.address"] = "cluster.test",
                ["server.port"] = 443,
                ["http.response.status_code"] = 200,
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Call_Refused_IsAnErrorWithItsStatus()
    {
        _fixture.Server.ThenStatus(403, "Forbidden", "not you");

        await Should.ThrowAsync<KubernetesException>(() => _fixture.Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit));

        var call = _ended.ShouldHaveSingleItem();
        (call.Status, call.StatusDescription).ShouldBe((ActivityStatusCode.Error, "not you"));
        call.GetTagItem("http.response.status_code").ShouldBe(403);
        call.GetTagItem("error.type").ShouldBe(typeof(KubernetesException).FullName);
    }

    [Fact]
    public async Task Call_TurnedAwayOnce_IsOneSpanThatSaysSo()
    {
        _fixture.Server.Then(System.Net.HttpStatusCode.TooManyRequests, retryAfter: "1").ThenOk(Stored);

        var call = _fixture.Client.GetAsync<Widget>("one", "ns", CancellationToken.None);
        await _fixture.Time.AdvanceToNextAsync(due => due < TimeSpan.FromSeconds(2));
        await call.WaitAsync(Patience.Limit);

        var span = _ended.ShouldHaveSingleItem();
        span.GetTagItem("http.request.resend_count").ShouldBe(1);
        span.GetTagItem("http.response.status_code").ShouldBe(200);
        span.Status.ShouldBe(ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task Call_EndedByTheCaller_IsNoError()
    {
        using var ended = new CancellationTokenSource();
        var call = _fixture.Client.GetAsync<Widget>("one", "ns", ended.Token);
        await _fixture.Server.NextAsync();

        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(Patience.Limit));
        _ended.ShouldHaveSingleItem().Status.ShouldBe(ActivityStatusCode.Unset);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
        _fixture.Dispose();
    }
}
