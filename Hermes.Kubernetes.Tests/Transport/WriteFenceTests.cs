using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class WriteFenceTests : IDisposable
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ServerFixture _fixture = new();
    private readonly WriteFence _fence;

    public WriteFenceTests()
    {
        _fence = new WriteFence(_fixture.Time, Grace);
        _fixture.Connection.FenceWrites(_fence);
    }

    [Fact]
    public async Task Write_BeforeTheLeaseIsHeld_IsNotSent()
    {
        await WriteAsync().ShouldThrowAsync<LeadershipException>();

        _fixture.Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_WithoutALease_IsSent()
    {
        _fixture.Server.ThenStatus(404, "NotFound");

        (await _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None).WaitAsync(Patience.Limit)).ShouldBeNull();
    }

    /// <summary>Seen to fail with a deadline that does not ask the fence: the server was told 29.5 seconds.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_WriteOfALeader_TellsTheServerToGiveItUpBeforeTheLeaseExpires()
    {
        Extend().ShouldBeTrue();
        _fixture.Time.Advance(TimeSpan.FromSeconds(4));
        _fixture.Server.ThenOk("""{"metadata":{"name":"a"}}""");

        await WriteAsync();

        _fixture.Server.Seen.ShouldHaveSingleItem().Query["timeout"].ShouldBe("5500ms");
    }

    [Fact]
    public async Task Write_WithTooLittleOfTheLeaseLeft_IsNotSent()
    {
        Extend().ShouldBeTrue();
        _fixture.Time.Advance(Span - TimeSpan.FromMilliseconds(400));

        await WriteAsync().ShouldThrowAsync<TimeoutException>();

        _fixture.Server.Seen.ShouldBeEmpty();
    }

    /// <summary>Seen to fail with a deadline that does not end with the fence's token: the write waited for its answer on.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_LeaseExpiresOverAWrite_TheWriteIsCancelled()
    {
        Extend().ShouldBeTrue();
        var write = WriteAsync();
        await _fixture.Server.NextAsync();

        _fixture.Time.Advance(Span);

        (await write.ShouldThrowAsync<LeadershipException>()).Message.ShouldBe("create ConfigMap: the lease was lost before an answer came");
    }

    [Fact]
    public async Task Write_ThatIsAskedToWaitLongerThanTheLease_IsNotSentAgain()
    {
        Extend().ShouldBeTrue();
        _fixture.Time.Advance(TimeSpan.FromSeconds(5));
        _fixture.Server.Then(System.Net.HttpStatusCode.TooManyRequests, retryAfter: "6");

        await WriteAsync().ShouldThrowAsync<Kubernetes.Client.KubernetesException>();

        _fixture.Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public void Extend_AfterItHasExpired_IsTooLate()
    {
        Extend().ShouldBeTrue();
        _fixture.Time.Advance(Span);

        Extend().ShouldBeFalse();

        _fence.Remaining.ShouldBe(TimeSpan.Zero);
        _fence.Closed.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Extend_ByARenewalThatTookLongerThanTheLease_IsTooLate()
    {
        var began = _fixture.Time.GetTimestamp();
        _fixture.Time.Advance(Span);

        _fence.TryExtend(began, Span).ShouldBeFalse();

        _fence.Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Extend_CountsFromWhenTheRenewalBegan()
    {
        var began = _fixture.Time.GetTimestamp();
        _fixture.Time.Advance(TimeSpan.FromSeconds(3));

        _fence.TryExtend(began, Span).ShouldBeTrue();

        _fence.Remaining.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Extend_AfterItWasClosed_IsTooLate()
    {
        Extend().ShouldBeTrue();
        _fence.Close().ShouldBeTrue();

        Extend().ShouldBeFalse();
    }

    /// <summary>Seen to fail with a wait that ends with the fence: the server's clock may go slower than the leader's.</summary>
    [Theory]
    [InlineData(14.9, false)]
    [InlineData(15, true)]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_WriteThatIsNeverAnswered_MayBeExecutedUntilOthersMayTakeTheLease(double seconds, bool isQuiet)
    {
        Extend().ShouldBeTrue();
        _fixture.Server.Then(_ => throw new HttpRequestException("broken"));
        await WriteAsync().ShouldThrowAsync<HttpRequestException>();
        _fixture.Time.Advance(TimeSpan.FromSeconds(9));
        Extend().ShouldBeTrue();

        _fixture.Time.Advance(TimeSpan.FromSeconds(seconds - 9));

        _fence.Close().ShouldBe(isQuiet);
    }

    [Fact]
    public void Fence_SecondOnOneConnection_IsRefused()
    {
        using var other = new WriteFence(_fixture.Time, Grace);

        Should.Throw<InvalidOperationException>(() => _fixture.Connection.FenceWrites(other));
    }

    public void Dispose()
    {
        _fence.Dispose();
        _fixture.Dispose();
    }

    private bool Extend() => _fence.TryExtend(_fixture.Time.GetTimestamp(), Span);

    private Task<V1ConfigMap> WriteAsync() => _fixture.Client.CreateAsync(
        new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "ns" } }, CancellationToken.None).WaitAsync(Patience.Limit);
}
