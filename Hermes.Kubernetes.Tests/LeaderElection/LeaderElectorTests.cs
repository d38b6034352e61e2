using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Kubernetes.Tests.LeaderElection;

public sealed class LeaderElectorTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly ElectionFixture _election = new();

    public Task InitializeAsync() => _election.InitializeAsync();

    public Task DisposeAsync() => _election.DisposeAsync();

    [Fact]
    public async Task Replica_Alone_LeadsAndRenewsTheLease()
    {
        var only = await _election.StartAsync("only");
        var taken = (await _election.LeaseAsync()).ShouldNotBeNull();

        await only.Elector.WaitAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        for (var passed = TimeSpan.Zero; passed < Long; passed += await Replica.TurnAsync(only))
        {
            only.MayWrite.ShouldBeTrue();
        }

        var renewed = (await _election.LeaseAsync()).ShouldNotBeNull();
        (renewed.Spec.HolderIdentity, renewed.Spec.LeaseDurationSeconds, renewed.Spec.LeaseTransitions ?? 0).ShouldBe(("only", 15, 0));
        renewed.Spec.AcquireTime.ShouldBe(taken.Spec.AcquireTime);
        (renewed.Spec.RenewTime - taken.Spec.RenewTime).ShouldNotBeNull().ShouldBeGreaterThan(Long - TimeSpan.FromSeconds(4));
        only.Events.Told.ShouldBe(["Normal LeaderElection default/election: only became leader"]);
    }

    [Fact]
    public async Task Replicas_ThatRaceForAnAbsentLease_AreOneLeader()
    {
        var replicas = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Task.Run(() => _election.StartAsync($"replica-{number}"))));

        replicas.Count(replica => replica.MayWrite).ShouldBe(1);
    }

    /// <summary>Seen to fail with a fence that is opened for a minute by a renewal.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_LeaderIsCutOff_TheOtherTakesOverInTimeAndOnlyOnceItIsFenced()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        using var cut = _election.Cut(first);

        (await UntilTakeoverAsync(first, second)).ShouldBeLessThanOrEqualTo(Replica.Options.LeaseDuration + Replica.Options.RetryPeriod);

        (await first.LossAsync()).Message.ShouldBe("the lease could not be renewed within 00:00:10");
        var lease = (await _election.LeaseAsync()).ShouldNotBeNull();
        (lease.Spec.HolderIdentity, lease.Spec.LeaseTransitions).ShouldBe(("second", 1));
    }

    /// <summary>Seen to fail with writes that do not enter the fence: the leader's last ones were sent after the other had taken over.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_LeaderCannotRenew_SendsNothingAfterItsLeaseHasExpired()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        await first.WriteAsync();
        using var cut = _election.Cut(first, fromLeasesOnly: true);

        await UntilTakeoverAsync(first, second);
        await second.WriteAsync();
        (await first.WriteAsync().ShouldThrowAsync<LeadershipException>()).Message
            .ShouldBe("create ConfigMap: not sent, since this process does not hold the lease");

        _election.Writes(first).ShouldHaveSingleItem();
        _election.Writes(second).ShouldHaveSingleItem().Number.ShouldBeGreaterThan(_election.Writes(first)[0].Number);
    }

    /// <summary>Seen to fail with a remaining time that is reckoned from the lease's renewTime and the wall clock.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [Trait("Category", "Faults")]
    public async Task ClockJumps_ByAnHour_MoveNoLease(int hours)
    {
        var (first, second) = await LeaderAndStandbyAsync();
        first.Time.WallOffset = TimeSpan.FromHours(hours);
        second.Time.WallOffset = -TimeSpan.FromHours(hours);

        for (var passed = TimeSpan.Zero; passed < Long; passed += await Replica.TurnAsync(first, second))
        {
            (first.MayWrite, second.MayWrite).ShouldBe((true, false));
        }

        using var cut = _election.Cut(first);
        (await UntilTakeoverAsync(first, second)).ShouldBeInRange(
            Replica.Options.LeaseDuration - Replica.Options.RetryPeriod, Replica.Options.LeaseDuration + Replica.Options.RetryPeriod);
    }

    /// <summary>Seen to fail with a renewal that keeps the time in the lease: without a change no one sees that it was renewed.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task ClockJumps_BackToTheSameInstantWithEachRenewal_RenewalsAreSeen()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        var instant = first.Time.GetUtcNow();

        for (var passed = TimeSpan.Zero; passed < Long; passed += await TurnAtAsync(instant, first, second))
        {
            (first.MayWrite, second.MayWrite).ShouldBe((true, false));
        }
    }

    [Fact]
    public async Task Stop_Clean_ReleasesTheLeaseAndTheOtherTakesItAtItsNextLook()
    {
        var (first, second) = await LeaderAndStandbyAsync();

        first.Elector.Resign();
        await first.StopAsync();

        (await _election.LeaseAsync())!.Spec.HolderIdentity.ShouldBeNullOrEmpty();
        first.MayWrite.ShouldBeFalse();
        first.Run.IsCompletedSuccessfully.ShouldBeTrue();
        first.Events.Told.ShouldContain("Normal LeaderElection default/election: first stopped leading");
        (await UntilTakeoverAsync(first, second)).ShouldBeLessThanOrEqualTo(Replica.Options.RetryPeriod / 2);
    }

    /// <summary>Seen to fail with a release that does not ask for unanswered writes.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_LeaderStopsWithAWriteUnanswered_TheLeaseIsLeftToRunOut()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        using (_election.Cut(first))
        {
            await first.WriteAsync().ShouldThrowAsync<HttpRequestException>();
        }

        await first.StopAsync();

        (await _election.LeaseAsync())!.Spec.HolderIdentity.ShouldBe("first");
        (await UntilTakeoverAsync(first, second)).ShouldBeGreaterThan(Replica.Options.LeaseDuration - Replica.Options.RetryPeriod);
    }

    [Fact]
    public async Task Stop_AfterAnUnansweredWriteHasTimedOut_ReleasesTheLease()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        using (_election.Cut(first))
        {
            await first.WriteAsync().ShouldThrowAsync<HttpRequestException>();
        }

        for (var passed = TimeSpan.Zero; passed < Replica.Options.LeaseDuration; passed += await Replica.TurnAsync(first, second))
        {
        }

        await first.StopAsync();
        (await _election.LeaseAsync())!.Spec.HolderIdentity.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Stop_OfAStandby_LeavesTheLease()
    {
        var (first, second) = await LeaderAndStandbyAsync();

        await second.StopAsync();

        (await _election.LeaseAsync())!.Spec.HolderIdentity.ShouldBe("first");
        first.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Renewal_WhoseAnswerIsLost_LosesNothing()
    {
        var (first, second) = await LeaderAndStandbyAsync();
        using var loss = _election.LoseAnswer("first");

        for (var passed = TimeSpan.Zero; passed < Long; passed += await Replica.TurnAsync(first, second))
        {
            (first.MayWrite, second.MayWrite).ShouldBe((true, false));
        }
    }

    [Fact]
    public async Task Taking_WhoseAnswerIsLost_IsNoticedAtTheNextLook()
    {
        using var loss = _election.LoseAnswer("only");
        var only = await _election.StartAsync("only");
        only.MayWrite.ShouldBeFalse();

        await Replica.TurnAsync(only);

        only.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Lease_DeletedUnderItsLeader_EndsIt()
    {
        var (first, second) = await LeaderAndStandbyAsync();

        await _election.DeleteLeaseAsync();
        await UntilTakeoverAsync(first, second);

        (await first.LossAsync()).Message.ShouldBe("the lease was deleted");
    }

    [Fact]
    public async Task Lease_TakenByAnother_EndsItsLeaderWithTheNextRenewal()
    {
        var first = await _election.StartAsync("first");
        var lease = (await _election.LeaseAsync()).ShouldNotBeNull();
        lease.Spec.HolderIdentity = "thief";
        await _election.PutLeaseAsync(lease);

        await Replica.TurnAsync(first);

        (await first.LossAsync()).Message.ShouldBe("the lease was taken by thief");
        first.MayWrite.ShouldBeFalse();
        first.Elector.CheckLoop().ShouldBe("the leader election has ended: the lease was taken by thief");
    }

    [Fact]
    public async Task Lease_AnnotatedBySomebody_StaysItsLeaders()
    {
        var first = await _election.StartAsync("first");
        var lease = (await _election.LeaseAsync()).ShouldNotBeNull();
        lease.Metadata.Annotations = new Dictionary<string, string> { ["note"] = "hands off" };
        await _election.PutLeaseAsync(lease);

        for (var passed = TimeSpan.Zero; passed < Long; passed += await Replica.TurnAsync(first))
        {
            first.MayWrite.ShouldBeTrue();
        }

        (await _election.LeaseAsync())!.Metadata.Annotations["note"].ShouldBe("hands off");
    }

    [Fact]
    public async Task Loop_WithoutAnApiServer_StillTurns()
    {
        var (_, second) = await LeaderAndStandbyAsync();
        using var cut = _election.Cut(second);

        for (var passed = TimeSpan.Zero; passed < Long; passed += await Replica.TurnAsync(second))
        {
            second.Elector.CheckLoop().ShouldBeNull();
        }
    }

    [Fact]
    public async Task Loop_ThatHangs_IsNotLive()
    {
        using var server = new DeafServer();
        await using var replica = new Replica("hung", server);
        await replica.Elector.StartAsync(CancellationToken.None);
        await server.Called;
        replica.Elector.CheckLoop().ShouldBeNull();

        replica.Time.Advance(Long);

        replica.Elector.CheckLoop().ShouldBe("the leader election has stood still for 00:01:00");
        server.Let();
    }

    private async Task<(Replica Leader, Replica Standby)> LeaderAndStandbyAsync()
    {
        var first = await _election.StartAsync("first");
        var second = await _election.StartAsync("second");
        for (var turn = 0; turn < 10; turn++)
        {
            await Replica.TurnAsync(first, second);
        }

        (first.MayWrite, second.MayWrite).ShouldBe((true, false));
        return (first, second);
    }

    /// <summary>Lets time pass until the other may write, and sees to it that never both may.</summary>
    private static async Task<TimeSpan> UntilTakeoverAsync(Replica from, Replica to)
    {
        var waited = TimeSpan.Zero;
        while (!to.MayWrite)
        {
            waited += await Replica.TurnAsync(from, to);
            (from.MayWrite && to.MayWrite).ShouldBeFalse();
            waited.ShouldBeLessThan(Long);
        }

        return waited;
    }

    private static async Task<TimeSpan> TurnAtAsync(DateTimeOffset instant, Replica first, Replica second)
    {
        var by = Replica.PauseOf(first, second);
        first.Time.WallOffset += instant - (first.Time.GetUtcNow() + by);
        return await Replica.TurnAsync(first, second);
    }
}
