using Hermes.Clusters;
using Hermes.Kubernetes.Caching;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;

namespace Hermes.Operator.Tests.Budgets;

/// <summary>What a reconcile that finds nothing to do costs: most do, and each app has one with every change around it.</summary>
[Trait("Category", "Cluster")]
public sealed class ReconcileAllocationTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private const int Rounds = 200;

    // What was measured, and a fifth more for other versions of the runtime.
    private const long FullBudget = 56_000;
    private const long MinimalBudget = 40_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly HermesAppSpec Full = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        Ingress = new IngressSettings { Hosts = ["allocations.example.org"] },
    };

    private static readonly HermesAppSpec Minimal = new() { Image = "ghcr.io/acme/hello:1.0" };

    [SkippableFact]
    public async Task SteadyReconcile_OfAnAppWithAutoscalerAndIngress_AllocatesWithinItsBudget() =>
        (await SteadyBytesAsync("full", Full)).ShouldBeLessThanOrEqualTo(FullBudget);

    [SkippableFact]
    public async Task SteadyReconcile_OfAMinimalApp_AllocatesWithinItsBudget() =>
        (await SteadyBytesAsync("minimal", Minimal)).ShouldBeLessThanOrEqualTo(MinimalBudget);

    /// <returns>Bytes allocated per reconcile, on the one thread that runs it from start to end.</returns>
    private async Task<long> SteadyBytesAsync(string name, HermesAppSpec spec)
    {
        var apps = shared.Apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, name, spec);
        await apps.UntilReadyAsync(@namespace, name);
        var services = apps.Operator!.Services;
        var controller = services.GetRequiredService<HermesAppController>();
        var store = services.GetRequiredService<InformerCache>().Get(AppInformers.Apps).Store;
        await UntilAtRestAsync(controller, () => store.Get(name, @namespace)!);

        // The first ones fill what is remembered, and let the compiler have its say.
        Run(controller, store.Get(name, @namespace)!);
        return Run(controller, store.Get(name, @namespace)!);
    }

    /// <summary>Waits until a reconcile finds nothing to do, and nothing to come back for.</summary>
    private static async Task UntilAtRestAsync(HermesAppController controller, Func<HermesApp> latest)
    {
        using var timeout = new CancellationTokenSource(AppCluster.Patience, TimeProvider.System);
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (controller.ReconcileAsync(latest(), timeout.Token) is var reconciling && (!reconciling.IsCompleted || (await reconciling).RequeueAfter is not null))
        {
            await reconciling;
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    private static long Run(HermesAppController controller, HermesApp app)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            controller.ReconcileAsync(app, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue("a steady reconcile waits for nothing");
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
