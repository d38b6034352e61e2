using System.Globalization;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class KeyRateLimiterTests
{
    private static readonly NamespacedName Key = new("default", "a");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void WaitOf_WithinTheBurst_IsNothing()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);
        for (var i = 0; i < 3; i++)
        {
            limiter.WaitOf(Key).ShouldBe(TimeSpan.Zero);
            limiter.Take(Key);
        }

        limiter.WaitOf(Key).ShouldBe(Interval);
    }

    [Fact]
    public void WaitOf_AfterARest_IsNothingForAsManyAsTheIntervalsThatPassed()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);
        for (var i = 0; i < 3; i++)
        {
            limiter.Take(Key);
        }

        _time.Advance(1.5 * Interval);
        limiter.WaitOf(Key).ShouldBe(TimeSpan.Zero);
        limiter.Take(Key);

        limiter.WaitOf(Key).ShouldBe(Interval / 2);
    }

    [Fact]
    public void Take_OfEverNewKeys_KeepsTheLatestOnly()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);
        for (var i = 0; i < 10_000; i++)
        {
            limiter.Take(new NamespacedName("default", i.ToString(CultureInfo.InvariantCulture)));
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        // A hundred of them have taken theirs within the last second.
        limiter.Count.ShouldBeInRange(100, 2000);
    }

    [Fact]
    public void Take_OfAKeyThatIsFullAgain_ForgetsItOnceThereAreManyKeys()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);
        Take(limiter, 0, 1024);
        _time.Advance(Interval);
        limiter.Count.ShouldBe(1024);

        limiter.Take(Key);

        limiter.Count.ShouldBe(1);
    }

    [Fact]
    public void Take_OfMoreKeysThanEver_ForgetsNoneThatIsNotFull()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);

        Take(limiter, 0, 5000);

        limiter.Count.ShouldBe(5000);
        limiter.Take(Key);
        limiter.Take(Key);
        limiter.Take(Key);
        limiter.WaitOf(Key).ShouldBe(Interval);
    }

    /// <summary>Looking at every key at each take would cost the square of their number.</summary>
    [Fact]
    public void Take_AfterASweepOfManyKeys_WaitsForTwiceAsMany()
    {
        var limiter = new KeyRateLimiter(3, Interval, _time);
        Take(limiter, 0, 1025);
        _time.Advance(Interval);

        Take(limiter, 1025, 2050);
        limiter.Count.ShouldBe(2050);
        limiter.Take(Key);

        limiter.Count.ShouldBe(1026);
    }

    private static void Take(KeyRateLimiter limiter, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            limiter.Take(new NamespacedName("default", i.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
