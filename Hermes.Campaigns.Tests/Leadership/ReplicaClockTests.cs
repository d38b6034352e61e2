using Hermes.Campaigns.Leadership;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Tests.Leadership;

public sealed class ReplicaClockTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Pump _pump = new();
    private readonly VirtualTime _world = new();
    private readonly ReplicaContext _context;
    private readonly List<string> _done = [];

    public ReplicaClockTests() => _context = new ReplicaContext(_pump);

    public void Dispose() => _pump.Dispose();

    [Theory]
    [InlineData(0.85)]
    [InlineData(1)]
    [InlineData(1.2)]
    public void Timer_AtARate_FiresNeverEarlyAndAtOnceByItsOwnClock(double rate)
    {
        var clock = new ReplicaClock(_world, _context, rate);
        var began = clock.GetTimestamp();
        using var timer = Timer(clock, "timer", 10 * Second);

        Pass(9 * Second / rate);
        _done.ShouldBeEmpty();
        while (_done.Count == 0)
        {
            _world.TryFireNext(60 * Second).ShouldBeTrue();
        }

        clock.GetElapsedTime(began).ShouldBeInRange(10 * Second, (10 * Second) + TimeSpan.FromTicks(3));
        (_world.Elapsed * rate).ShouldBe(10 * Second, TimeSpan.FromTicks(3));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void SetBy_Hours_MovesTheWallClockAlone(int hours)
    {
        var clock = new ReplicaClock(_world, _context, 1);
        var (wall, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var timer = Timer(clock, "timer", 2 * Second);

        clock.SetBy(TimeSpan.FromHours(hours));
        Pass(Second);

        clock.GetUtcNow().ShouldBe(wall + TimeSpan.FromHours(hours) + Second);
        clock.GetElapsedTime(stamp).ShouldBe(Second);
        _done.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "work timer")]
    [InlineData(false, "timer work")]
    public void Pause_WhatWasDueInIt_IsDoneAfterItAllAtOnce(bool timersLast, string expected)
    {
        var clock = new ReplicaClock(_world, _context, 1);
        using var timer = Timer(clock, "timer", Second);
        _context.Pause();
        Pass(5 * Second);
        _context.Post(_ => _done.Add("work"), null);
        _pump.Drain();
        _done.ShouldBeEmpty();

        _context.Resume(timersLast);
        _pump.Drain();

        string.Join(' ', _done).ShouldBe(expected);
        clock.GetTimestamp().ShouldBe((5 * Second).Ticks);
    }

    [Fact]
    public void Pause_TimerThatIsSetAnewAfterIt_DoesNotFireForWhatWas()
    {
        var clock = new ReplicaClock(_world, _context, 1);
        using var timer = Timer(clock, "timer", Second);
        _context.Pause();
        Pass(5 * Second);
        _context.Post(_ => timer.Change(Second, Timeout.InfiniteTimeSpan), null);

        _context.Resume(timersLast: true);
        _pump.Drain();
        _done.ShouldBeEmpty();

        Pass(7 * Second);
        _done.ShouldBe(["timer"]);
    }

    private ITimer Timer(ReplicaClock clock, string name, TimeSpan due) =>
        clock.CreateTimer(_ => _done.Add(name), null, due, Timeout.InfiniteTimeSpan);

    private void Pass(TimeSpan end)
    {
        while (_world.TryFireNext(end))
        {
            _pump.Drain();
        }
    }
}
