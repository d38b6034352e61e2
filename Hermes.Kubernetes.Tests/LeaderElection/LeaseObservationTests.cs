using Hermes.Kubernetes.LeaderElection;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.LeaderElection;

public sealed class LeaseObservationTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LeaseObservation _observation;

    public LeaseObservationTests() => _observation = new LeaseObservation(TimeSpan.FromSeconds(15), _time);

    [Fact]
    public void Remaining_AbsentFromTheFirst_IsNothing()
    {
        _observation.Observe(null);

        _observation.Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Remaining_OfALeaseThatWasRenewedLongAgo_BeginsWithTheFirstLook()
    {
        _observation.Observe(Lease("1", "other", seconds: 20));

        _observation.Remaining.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Remaining_WithoutAChange_RunsOut()
    {
        _observation.Observe(Lease("1", "other", seconds: 20));
        _time.Advance(TimeSpan.FromSeconds(12));
        _observation.Observe(Lease("1", "other", seconds: 20));
        _observation.Remaining.ShouldBe(TimeSpan.FromSeconds(8));

        _time.Advance(TimeSpan.FromSeconds(8));

        _observation.Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Remaining_AfterAChange_BeginsAnew()
    {
        _observation.Observe(Lease("1", "other", seconds: 20));
        _time.Advance(TimeSpan.FromSeconds(12));

        _observation.Observe(Lease("2", "other", seconds: 20));

        _observation.Remaining.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Remaining_OfAReleasedLease_IsNothing(string? holder)
    {
        _observation.Observe(Lease("1", "other", seconds: 20));

        _observation.Observe(Lease("2", holder, seconds: 20));

        _observation.Remaining.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Remaining_OfALeaseThatDoesNotSay_IsOnesOwn()
    {
        _observation.Observe(Lease("1", "other", seconds: null));

        _observation.Remaining.ShouldBe(TimeSpan.FromSeconds(15));
    }

    /// <summary>Its holder may go on for as long as it has not noticed.</summary>
    [Fact]
    public void Remaining_OfALeaseThatWasDeletedUnderItsHolder_BeginsAnew()
    {
        _observation.Observe(Lease("1", "other", seconds: 20));
        _time.Advance(TimeSpan.FromSeconds(12));

        _observation.Observe(null);

        _observation.Remaining.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Remaining_OfALeaseThatWasReleasedAndDeleted_IsNothing()
    {
        _observation.Observe(Lease("1", null, seconds: 20));

        _observation.Observe(null);

        _observation.Remaining.ShouldBe(TimeSpan.Zero);
    }

    private static V1Lease Lease(string version, string? holder, int? seconds) => new()
    {
        Metadata = new V1ObjectMeta { ResourceVersion = version },
        Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = seconds },
    };
}
