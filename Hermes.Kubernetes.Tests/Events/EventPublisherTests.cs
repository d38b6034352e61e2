using System.Net;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Events;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Events;

public sealed class EventPublisherTests : IAsyncLifetime, IDisposable
{
    private static readonly EventOptions Options = new() { Reporter = "test-operator", Instance = "pod-1" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedClient _client = new();
    private readonly EventPublisher _publisher;

    public EventPublisherTests() =>
        _publisher = new EventPublisher(_client, Options, _time, NullLogger<EventPublisher>.Instance);

    public Task InitializeAsync() => _publisher.StartAsync(CancellationToken.None);

    public Task DisposeAsync() => StopAsync();

    public void Dispose() => _publisher.Dispose();

    [Fact]
    public async Task Publish_AnEvent_WritesWhatKubectlDescribeShows()
    {
        _publisher.Publish(Service(), EventType.Warning, "Failed", "the server refused it");

        var written = await _client.NextCreatedAsync();
        written.Metadata.Name.ShouldMatch("^web\\.[0-9a-f]{16}$");
        written.Metadata.NamespaceProperty.ShouldBe("shop");
        written.InvolvedObject.ShouldBe(new V1ObjectReference
        {
            ApiVersion = "v1",
            Kind = "Service",
            Name = "web",
            NamespaceProperty = "shop",
            Uid = "1",
            ResourceVersion = "7",
        });
        (written.Type, written.Reason, written.Message, written.Count).ShouldBe(("Warning", "Failed", "the server refused it", 1));
        (written.FirstTimestamp, written.LastTimestamp).ShouldBe((_time.GetUtcNow().UtcDateTime, _time.GetUtcNow().UtcDateTime));
        written.Source.Component.ShouldBe("test-operator");
        (written.ReportingComponent, written.ReportingInstance, written.Action).ShouldBe(("test-operator", "pod-1", "Failed"));
        written.EventTime.ShouldBeNull();
    }

    [Fact]
    public async Task Publish_AboutAClusterScopedObject_WritesToTheDefaultNamespace()
    {
        var node = new V1Node { Metadata = new V1ObjectMeta { Name = "n1" } };

        _publisher.Publish(node, EventType.Normal, "Seen", "seen");

        var written = await _client.NextCreatedAsync();
        written.Metadata.NamespaceProperty.ShouldBe("default");
        (written.InvolvedObject.Kind, written.InvolvedObject.ApiVersion).ShouldBe(("Node", "v1"));
    }

    [Fact]
    public async Task Publish_AboutAnObjectWithALongName_KeepsTheEventsNameValid()
    {
        var service = Service();
        service.Metadata.Name = $"{new string('a', 235)}.{new string('b', 17)}";

        _publisher.Publish(service, EventType.Normal, "Seen", "seen");

        var name = (await _client.NextCreatedAsync()).Metadata.Name;
        name.Length.ShouldBeLessThanOrEqualTo(253);
        name.ShouldMatch("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
    }

    [Fact]
    public async Task Publish_AgainAndAgain_CountsOneEventUpFromTimeToTime()
    {
        var first = await PublishedAsync();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Publish();
        }

        await BarrierAsync();
        _client.HasWrites.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(25));

        var (name, patch) = await _client.NextPatchedAsync();
        name.ShouldBe($"shop/{first}");
        patch.ToJsonString().ShouldBe("""{"count":6,"lastTimestamp":"2026-01-01T00:00:05Z"}""");
        _time.Advance(TimeSpan.FromMinutes(5));
        await BarrierAsync();
        _client.HasWrites.ShouldBeFalse();
    }

    [Theory]
    [InlineData("other", "Failed", "no", EventType.Warning)]
    [InlineData("1", "Other", "no", EventType.Warning)]
    [InlineData("1", "Failed", "other", EventType.Warning)]
    [InlineData("1", "Failed", "no", EventType.Normal)]
    public async Task Publish_WithAnythingDifferent_MakesAnotherEvent(string uid, string reason, string message, EventType type)
    {
        await PublishedAsync();
        var service = Service();
        service.Metadata.Uid = uid;

        _publisher.Publish(service, type, reason, message);

        (await _client.NextCreatedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_AfterTheWindow_MakesAnotherEvent()
    {
        await PublishedAsync();
        _time.Advance(TimeSpan.FromMinutes(11));

        Publish();

        (await _client.NextCreatedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_OfARepetitionWhoseEventIsGone_MakesAnotherWithTheWholeCount()
    {
        await PublishedAsync();
        _client.RefusePatch = () => new KubernetesException(HttpStatusCode.NotFound, StatusReason.NotFound, "gone");

        Publish();
        await BarrierAsync();
        _time.Advance(TimeSpan.FromSeconds(30));

        (await _client.NextCreatedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Publish_WhileTheServerIsDown_WritesWhenItIsBack()
    {
        var tried = new TaskCompletionSource();
        _client.RefuseCreate = () =>
        {
            tried.TrySetResult();
            return new HttpRequestException("connection refused");
        };
        Publish();
        await tried.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _client.RefuseCreate = () => null;

        await BarrierAsync();
        _time.Advance(TimeSpan.FromSeconds(30));

        (await _client.NextCreatedAsync()).Reason.ShouldBe("Failed");
    }

    [Fact]
    public async Task Publish_ThatTheServerRefuses_IsNotTriedAgain()
    {
        var tried = new TaskCompletionSource();
        _client.RefuseCreate = () =>
        {
            tried.TrySetResult();
            return new KubernetesException(HttpStatusCode.Forbidden, StatusReason.Forbidden, "the namespace is terminating");
        };
        Publish();
        await tried.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _client.RefuseCreate = () => null;

        await BarrierAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await BarrierAsync();

        _client.HasWrites.ShouldBeFalse();
    }

    [Fact]
    public async Task Publish_OfEverDifferentMessagesAboutOneObject_IsHeldBackWithoutHoldingBackOthers()
    {
        for (var i = 0; i < 100; i++)
        {
            _publisher.Publish(Service(), EventType.Warning, "Failed", $"attempt {i}");
        }

        var other = Service();
        other.Metadata.Uid = "2";
        _publisher.Publish(other, EventType.Normal, "Created", "other");

        var written = 0;
        while ((await _client.NextCreatedAsync()).Reason != "Created")
        {
            written++;
        }

        written.ShouldBe(Options.ObjectBurst);
    }

    [Fact]
    public async Task Publish_MoreThanTheQueueTakes_DropsTheRest()
    {
        var writing = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _client.BeforeCreate = _ =>
        {
            writing.TrySetResult();
            return goOn.Task;
        };
        Publish();
        await writing.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 3 * Options.QueueCapacity; i++)
        {
            Publish();
        }

        goOn.SetResult();
        await StopAsync();

        (await _client.NextPatchedAsync()).Patch["count"]!.GetValue<int>().ShouldBe(1 + Options.QueueCapacity);
    }

    [Fact]
    public void Publish_OfWhatCannotBeAnEvent_DoesNotThrow()
    {
        _publisher.Publish(new V1Service(), EventType.Normal, "Created", "no name");
        _publisher.Publish(Service(), EventType.Normal, null!, null!);
    }

    [Fact]
    public async Task Publish_OfALongMessage_CutsIt()
    {
        _publisher.Publish(Service(), EventType.Normal, new string('R', 200), new string('m', 2000));

        var written = await _client.NextCreatedAsync();
        (written.Reason.Length, written.Message.Length).ShouldBe((128, 1024));
    }

    [Fact]
    public async Task Stop_WithARepetitionWaiting_WritesIt()
    {
        await PublishedAsync();
        Publish();

        await StopAsync();

        (await _client.NextPatchedAsync()).Patch["count"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Stop_WhileTheServerHangs_GivesUpAfterAShortWhile()
    {
        var hung = new TaskCompletionSource();
        _client.BeforeCreate = token =>
        {
            hung.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
        };
        Publish();
        await hung.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var stopping = _publisher.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(3));

        await stopping.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Publish_AfterAFaultInThePublisherItself_StillWrites()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var publisher = new EventPublisher(_client, Options, _time, new FaultyLogger(failed));
        await publisher.StartAsync(CancellationToken.None);
        _client.RefuseCreate = () => new InvalidOperationException("no");
        publisher.Publish(Service(), EventType.Warning, "Lost", "no");
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _client.RefuseCreate = () => null;

        publisher.Publish(Service(), EventType.Warning, "Written", "yes");
        var written = _client.NextCreatedAsync().AsTask();
        await Task.Run(async () =>
        {
            while (!written.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });

        (await written).Reason.ShouldBe("Written");
        await publisher.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static V1Service Service() => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop", Uid = "1", ResourceVersion = "7" },
    };

    private void Publish() => _publisher.Publish(Service(), EventType.Warning, "Failed", "no");

    private Task StopAsync() => _publisher.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Publishes and waits for the event.</summary>
    /// <returns>The event's name.</returns>
    private async Task<string> PublishedAsync()
    {
        Publish();
        return (await _client.NextCreatedAsync()).Metadata.Name;
    }

    /// <summary>Everything published before has been looked at once an event of another object has been written.</summary>
    private async Task BarrierAsync()
    {
        var barrier = Service();
        barrier.Metadata.Uid = Guid.NewGuid().ToString();
        _publisher.Publish(barrier, EventType.Normal, "Barrier", "barrier");
        (await _client.NextCreatedAsync()).Reason.ShouldBe("Barrier");
    }
}
