using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Tests.Worlds;

public sealed class VirtualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void TryFireNext_TimersOfOneTime_FireInTheOrderInWhichTheyWereSet()
    {
        using var later = Timer("later", 2 * Second);
        using var first = Timer("first", Second);
        using var second = Timer("second", Second);

        FireAll(10 * Second);

        _fired.ShouldBe(["first", "second", "later"]);
        _time.Elapsed.ShouldBe(10 * Second);
    }

    [Fact]
    public void TryFireNext_NothingDueByTheEnd_GoesThereAndNoFurther()
    {
        using var timer = Timer("timer", 5 * Second);

        _time.TryFireNext(4 * Second).ShouldBeFalse();

        (_time.Elapsed, _fired.Count).ShouldBe((4 * Second, 0));
    }

    [Fact]
    public void TryFireNext_TimerWithAPeriod_FiresAgainAndAgain()
    {
        using var timer = _time.CreateTimer(_ => _fired.Add("tick"), null, Second, 2 * Second);

        FireAll(6 * Second);

        _fired.Count.ShouldBe(3);
    }

    [Fact]
    public void Dispose_OfATimer_KeepsItFromFiring()
    {
        var timer = Timer("timer", Second);

        timer.Dispose();
        FireAll(2 * Second);

        _fired.ShouldBeEmpty();
        timer.Change(Second, Timeout.InfiniteTimeSpan).ShouldBeFalse();
    }

    private ITimer Timer(string name, TimeSpan due) => _time.CreateTimer(_ => _fired.Add(name), null, due, Timeout.InfiniteTimeSpan);

    private void FireAll(TimeSpan end)
    {
        while (_time.TryFireNext(end))
        {
        }
    }
}
