using Hermes.Demo.Rendering;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Tests.Rendering;

public sealed class ChangeRendererTests
{
    [Fact]
    public void Render_AtTheStart_SaysEveryConditionAndEvent() =>
        Texts(null, Samples.Of(Samples.StuckApp)).ShouldBe(
        [
            "shop/cart: Accepted=True Valid",
            "shop/cart: ScalingReady=Unknown Pending: not looked at yet",
            "shop/cart: Ready=False Conflict: Service cart is not ours",
            "HermesApp/web: Created: Deployment web created",
            "HermesApp/cart: Conflict: Service cart is not ours (x3)",
        ]);

    [Fact]
    public void Render_WithoutAChange_SaysNothing() =>
        Texts(Samples.Of(Samples.StuckApp), Samples.Of(Samples.StuckApp)).ShouldBeEmpty();

    [Fact]
    public void Render_OfAChangedConditionAndANewEvent_SaysOnlyThose()
    {
        var before = Samples.Of(Samples.ReadyApp);
        var after = Samples.Of(Samples.ReadyApp with { Conditions = [new ConditionSnapshot("Ready", "False", "RollingOut", "1 of 2")] });
        after = after with { Events = [.. after.Events, Samples.Event(9, "Normal", "Updated", "HermesApp/web", "again", 1)] };

        Texts(before, after).ShouldBe(["default/web: Ready=False RollingOut: 1 of 2", "HermesApp/web: Updated: again"]);
    }

    [Fact]
    public void Render_OfAnAppThatWent_SaysSo() =>
        Texts(Samples.Of(Samples.ReadyApp, Samples.StuckApp), Samples.Of(Samples.StuckApp)).ShouldBe(["default/web: gone"]);

    [Fact]
    public void Render_OfTelemetry_SaysTheUrlAndEachRolloutOnce()
    {
        var before = Samples.Of(Samples.ReadyApp) with { Telemetry = Samples.Telemetry with { Rollouts = [] } };
        var after = before with { Telemetry = Samples.Telemetry };

        Texts(null, before).ShouldContain("raft-ai-hermes: a local process at http://localhost:8000/");
        Texts(before, after).ShouldBe(["default/web: rollout available after 1.80 s, trace 4bf92f3577b34da6a3ce929d0e0e4736"]);
        Texts(after, after with { Telemetry = Samples.Telemetry with { Requests = 121 } }).ShouldBeEmpty();
    }

    private static IEnumerable<string> Texts(DemoSnapshot? previous, DemoSnapshot current) =>
        ChangeRenderer.Render(previous, current).Select(line => line.ToString());
}
