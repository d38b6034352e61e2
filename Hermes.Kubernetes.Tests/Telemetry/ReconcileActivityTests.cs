using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Telemetry;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Result = Hermes.Kubernetes.Controllers.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Hermes.Kubernetes.Tests.Telemetry;

public sealed class ReconcileActivityTests
{
    [Fact]
    public async Task Reconcile_StartedBelowAnActivity_IsTheRootOfATraceOfItsOwn()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended, "root-test");
        using var around = new Activity("around").Start();

        await ReconcileAsync("root-test", (entity, _) => Task.FromResult(Result.Success(entity)));

        var reconcile = ended.ShouldHaveSingleItem();
        (reconcile.DisplayName, reconcile.Kind, reconcile.Parent, reconcile.ParentSpanId)
            .ShouldBe(("reconcile", ActivityKind.Internal, null, default));
        reconcile.TraceId.ShouldNotBe(around.TraceId);
        reconcile.TagObjects.ToDictionary().ShouldBe(
            new Dictionary<string, object?>
            {
                ["controller"] = "root-test",
                ["kind"] = "ConfigMap",
                ["k8s.namespace.name"] = "ns",
                ["k8s.object.name"] = "one",
                ["result"] = "success",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Reconcile_Failed_IsAnErrorWithItsMessage()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended, "error-test");

        await ReconcileAsync("error-test", (entity, _) => Task.FromResult(Result.Failure(entity, "no")));

        var reconcile = ended.ShouldHaveSingleItem();
        (reconcile.Status, reconcile.StatusDescription).ShouldBe((ActivityStatusCode.Error, "no"));
        reconcile.GetTagItem("result").ShouldBe("failure");
    }

    [Fact]
    public async Task Reconcile_PartOfSomething_IsBelowThat()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended, "part-test");
        var whole = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        await ReconcileAsync("part-test", (entity, _) => Task.FromResult(Result.Success(entity)), entity => entity.Metadata.Name == "one" ? whole : default);

        var reconcile = ended.ShouldHaveSingleItem();
        (reconcile.TraceId, reconcile.ParentSpanId).ShouldBe((whole.TraceId, whole.SpanId));
    }

    [Fact]
    public async Task Reconcile_WhatItIsPartOfCannotBeTold_IsDoneAllTheSame()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended, "unknown-test");

        await ReconcileAsync("unknown-test", (entity, _) => Task.FromResult(Result.Success(entity)), _ => throw new InvalidOperationException("no"));

        ended.ShouldHaveSingleItem().GetTagItem("result").ShouldBe("success");
    }

    private static async Task ReconcileAsync(
        string name, Func<V1ConfigMap, CancellationToken, Task<Result>> reconcile, Func<V1ConfigMap, ActivityContext>? trace = null)
    {
        var informer = new HandInformer<V1ConfigMap>();
        var script = new ScriptedController { OnReconcile = reconcile, OnTrace = trace ?? (_ => default) };
        using var controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = name, Workers = 1 },
            script,
            informer,
            _ => Task.CompletedTask,
            new FakeTimeProvider(),
            NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token, CancellationToken.None);
        informer.Set(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "one", NamespaceProperty = "ns" } });
        await script.NextAsync();
        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> ended, string controller)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RuntimeTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("controller") as string == controller)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
