using Hermes.Operator.Controllers;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Operator.Tests.Controllers;

public sealed class MilestonesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Milestones _milestones;

    public MilestonesTests() => _milestones = new(_time);

    [Fact]
    public void Elapsed_HoldsWithoutABreak_CountsFromTheFirstTime()
    {
        Elapsed(holds: true).ShouldBe(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(5));

        Elapsed(holds: true).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Elapsed_ABreak_CountsAnew()
    {
        Elapsed(holds: true);
        _time.Advance(TimeSpan.FromSeconds(5));
        Elapsed(holds: false).ShouldBeNull();

        Elapsed(holds: true).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Forget_OneApp_LeavesTheOthers()
    {
        Elapsed(holds: true);
        _milestones.Elapsed("other", Milestone.ScalerFault, holds: true);
        _time.Advance(TimeSpan.FromSeconds(5));
        _milestones.Forget("app");

        Elapsed(holds: true).ShouldBe(TimeSpan.Zero);
        _milestones.Elapsed("other", Milestone.ScalerFault, holds: true).ShouldBe(TimeSpan.FromSeconds(5));
    }

    private TimeSpan? Elapsed(bool holds) => _milestones.Elapsed("app", Milestone.ScalerFault, holds);
}
