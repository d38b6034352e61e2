using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Telemetry;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using Hermes.Operator.Rollouts;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class RolloutTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static readonly ApplyOptions User = new("test-user", Force: true);

    [SkippableFact]
    public async Task Rollout_WithATraceParent_IsInThatTraceWithItsReconcilesAndCallsAndNamedInStatus()
    {
        var apps = shared.Apps.Requires(ClusterCapabilities.Simulator);
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended);
        var @namespace = await apps.NewNamespaceAsync();
        var deployed = new HermesApp
        {
            Metadata = new V1ObjectMeta
            {
                Name = "web",
                NamespaceProperty = @namespace,
                Annotations = new Dictionary<string, string> { [RolloutTraces.TraceParentAnnotation] = $"00-{Trace}-00f067aa0ba902b7-01" },
            },
            Spec = new HermesAppSpec { Image = "x:1" },
        };
        await apps.Client.ApplyAsync(deployed, User, CancellationToken.None);
        var rollout = (await apps.UntilReadyAsync(@namespace, "web")).Status!.Rollout!;

        (rollout.Generation, rollout.TraceId).ShouldBe((1, Trace));
        rollout.CompletionTime!.Value.ShouldBeGreaterThanOrEqualTo(rollout.StartTime!.Value);

        // The status is written before the spans end: the next generation's shows that the first's have.
        var second = await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "x:2" });
        await apps.UntilReadyAsync(@namespace, "web");
        second.Metadata.Generation.ShouldBe(2);
        var spans = ended.Where(span => span.TraceId.ToHexString() == Trace).ToList();
        var root = spans.Where(span => span.DisplayName == "rollout" && 1L.Equals(span.GetTagItem("generation"))).ShouldHaveSingleItem();
        root.ParentSpanId.ToHexString().ShouldBe("00f067aa0ba902b7");
        root.GetTagItem("result").ShouldBe(RolloutResult.Available);
        spans.Where(span => span.ParentSpanId == root.SpanId).Select(span => span.DisplayName).Distinct()
            .ShouldBe(["reconcile", "rollout Deployment", "rollout Service"], ignoreOrder: true);
        var reconciles = spans.Where(span => span.DisplayName == "reconcile").Select(span => span.SpanId).ToHashSet();
        spans.Where(span => span.DisplayName == "apply Deployment").ShouldAllBe(span => reconciles.Contains(span.ParentSpanId));
        spans.ShouldContain(span => span.DisplayName == "apply Deployment");
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RuntimeTelemetry.Name or OperatorTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
