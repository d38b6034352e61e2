using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class DelayedKeysTests
{
    private static readonly NamespacedName A = new("default", "a");
    private static readonly NamespacedName B = new("default", "b");
    private static readonly NamespacedName C = new("default", "c");

    private readonly DelayedKeys _keys = new();

    [Fact]
    public void Next_OfNothing_IsNull()
    {
        _keys.Next.ShouldBeNull();
        _keys.TryTake(long.MaxValue, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryTake_KeysDueAtDifferentTimes_ComeByTimeAndNotBeforeIt()
    {
        _keys.Set(B, 20);
        _keys.Set(A, 10);
        _keys.Next.ShouldBe(10);

        Take(9).ShouldBeNull();
        Take(10).ShouldBe(A);
        Take(10).ShouldBeNull();
        Take(30).ShouldBe(B);
        _keys.Next.ShouldBeNull();
    }

    [Fact]
    public void TryTake_KeysDueAtOneTime_ComeInTheOrderInWhichTheyWereSet()
    {
        _keys.Set(B, 10);
        _keys.Set(A, 10);
        _keys.Set(C, 10);
        _keys.Set(B, 10);

        new[] { Take(10), Take(10), Take(10), Take(10) }.ShouldBe([B, A, C, null]);
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(20, 10)]
    public void Set_Twice_KeepsTheEarlierTimeOnly(long first, long second)
    {
        _keys.Set(A, first);
        _keys.Set(A, second);

        (_keys.Count, _keys.Next).ShouldBe((1, 10));
        Take(10).ShouldBe(A);
        Take(20).ShouldBeNull();
    }

    [Fact]
    public void Remove_OfOneKey_LeavesTheOthers()
    {
        _keys.Set(A, 10);
        _keys.Set(B, 20);

        _keys.Remove(A);
        _keys.Remove(C);

        (_keys.Count, _keys.Next).ShouldBe((1, 20));
    }

    [Fact]
    public void Clear_OfSeveralKeys_ForgetsThemAll()
    {
        _keys.Set(A, 10);
        _keys.Set(B, 20);

        _keys.Clear();
        (_keys.Count, _keys.Next).ShouldBe((0, null));
        _keys.Set(A, 30);

        _keys.Next.ShouldBe(30);
    }

    private NamespacedName? Take(long now) => _keys.TryTake(now, out var key) ? key : null;
}
