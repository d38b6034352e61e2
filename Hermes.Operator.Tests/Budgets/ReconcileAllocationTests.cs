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

    private static readonly HermesAppSpec Autoscaled = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        Ingress = new IngressSettings { Hosts = ["allocations.example.org"] },
    };

    private static readonly HermesAppSpec Minimal = new() { Image = "ghcr.io/acme/hello:1.0" };

    [SkippableFact]
    public async Task SteadyReconcile_OfAnAppWithEveryChild_AllocatesAtMostItsBudget() =>
        (await SteadyBytesAsync("full", Autoscaled)).ShouldBeLessThanOrEqualTo(1);

    [SkippableFact]
    public async Task SteadyReconcile_OfAMinimalApp_AllocatesAtMostItsBudget() =>
        (await SteadyBytesAsync("minimal", Minimal)).ShouldBeLessThanOrEqualTo(1);

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

        // The first ones fill what is remembered, and let the compiler have its say.
        await RunAsync(controller, store.Get(name, @namespace)!);
        return await RunAsync(controller, store.Get(name, @namespace)!);
    }

    private static async Task<long> RunAsync(HermesAppController controller, HermesApp app)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var reconciling = controller.ReconcileAsync(app, CancellationToken.None);
            reconciling.IsCompletedSuccessfully.ShouldBeTrue("a steady reconcile waits for nothing");
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        await Task.Yield();
        return bytes / Rounds;
    }
}
