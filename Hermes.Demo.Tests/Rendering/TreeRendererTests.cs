using Hermes.Demo.Rendering;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Tests.Rendering;

public sealed class TreeRendererTests
{
    [Fact]
    public void Render_WithRoomForAll_DrawsEveryChildConditionAndEvent() =>
        Text(TreeRenderer.Render(Samples.Of(Samples.ReadyApp, Samples.StuckApp))).ShouldBe("""
            default/web  Ready  HorizontalPodAutoscaler, 2/2 ready of 2..10  http://web.example
            ├── Deployment/web               Applied   2/2 available
            ├── HorizontalPodAutoscaler/web  Applied   2 to 10, cpu 70%
            ├── Accepted      True     Valid
            ├── RoutingReady  True     NotConfigured
            └── Ready         True     Ready

            shop/cart  Conflict
            ├── Service/cart     Conflict  belongs to somebody else
            ├── Ingress/cart     Missing
            ├── Deployment/cart  Found     0/1 available
            ├── Accepted      True     Valid
            ├── ScalingReady  Unknown  Pending: not looked at yet
            └── Ready         False    Conflict: Service cart is not ours

            Events
            03:04:07  Created   HermesApp/web   Deployment web created
            03:04:08  Conflict  HermesApp/cart  Service cart is not ours (x3)

            kubectl --kubeconfig /tmp/dev.kubeconfig get hermesapps --all-namespaces
            """);

    [Fact]
    public void Render_WithLittleRoom_FoldsWhatHolds()
    {
        var lines = TreeRenderer.Render(Samples.Of(Samples.ReadyApp, Samples.StuckApp), maxLines: 18);

        lines.Count.ShouldBe(18);
        Text(lines).ShouldContain("└── True  Accepted, RoutingReady, Ready\n");
        Text(lines).ShouldContain("├── True  Accepted\n├── ScalingReady  Unknown  Pending: not looked at yet\n");
        Text(lines).ShouldContain("03:04:07");
    }

    [Fact]
    public void Render_WithLessRoom_DropsTheOldestEvents()
    {
        var text = Text(TreeRenderer.Render(Samples.Of(Samples.ReadyApp, Samples.StuckApp), maxLines: 17));

        text.ShouldNotContain("03:04:07");
        text.ShouldContain("03:04:08");
        text.ShouldEndWith("--all-namespaces");
    }

    [Fact]
    public void Render_OfAnAppWithoutStatus_SaysWhomItWaitsFor() =>
        Text(TreeRenderer.Render(Samples.Of(new AppSnapshot { Namespace = "default", Name = "new" })))
            .ShouldStartWith("default/new  Pending\n└── waiting for the operator\n");

    [Fact]
    public void Render_OfAnAppThatGoes_SaysSo() =>
        Text(TreeRenderer.Render(Samples.Of(Samples.ReadyApp with { IsDeleting = true }))).ShouldStartWith("default/web  Deleting  ");

    [Fact]
    public void Render_OfConditions_ColoursThemByTheirStatus()
    {
        var lines = TreeRenderer.Render(Samples.Of(Samples.StuckApp));

        ToneOf(lines, "True   ").ShouldBe(Tone.Good);
        ToneOf(lines, "Unknown").ShouldBe(Tone.Waiting);
        ToneOf(lines, "False  ").ShouldBe(Tone.Bad);
    }

    [Fact]
    public void Render_OfTextWithControlCharacters_LetsNoneThrough()
    {
        var app = new AppSnapshot
        {
            Namespace = "default",
            Name = "web",
            Conditions = [new ConditionSnapshot("Ready", "False", "Bad", "first\nsecond\u001b[2J")],
        };

        var text = Text(TreeRenderer.Render(Samples.Of(app)));

        text.ShouldContain("Bad: first second [2J\n");
        text.ShouldNotContain("\u001b");
    }

    [Fact]
    public void Render_WithTelemetry_DrawsRequestsRolloutsAndReconciles() =>
        Text(TreeRenderer.Render(Samples.Of(Samples.ReadyApp) with { Telemetry = Samples.Telemetry })).ShouldContain("""


            raft-ai-hermes  as a local process  http://localhost:8000/
            ├── Requests  120 in the last minute, 2 failed
            └── Latency   p50 3.5 ms, p95 1.25 s

            Rollouts
            default/web  available     1.80 s  trace 4bf92f3577b34da6a3ce929d0e0e4736

            Reconciles
            default/web  success       42 ms  apply Deployment 12 ms, apply Service 8.1 ms

            Events
            """);

    private static string Text(IEnumerable<Line> lines) => string.Join('\n', lines);

    private static Tone ToneOf(IEnumerable<Line> lines, string text) =>
        lines.SelectMany(line => line.Spans).First(span => span.Text == text).Tone;
}
