using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Tests.Reporting;

public sealed class MillisecondsTests
{
    [Fact]
    public void Of_AHundredDurations_IsTheLeastThatSoManyAreNotAbove() =>
        Milliseconds.Of([.. Enumerable.Range(1, 100).Reverse().Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))]).ShouldBe(new Milliseconds(50, 95, 99, 100));

    [Fact]
    public void Of_Nothing_IsZero() => Milliseconds.Of([]).ShouldBe(new Milliseconds(0, 0, 0, 0));
}
