using System.Globalization;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Budgets;

/// <summary>What the creation of many apps at once costs an API server without controllers; it reads the whole trace, so its cluster is its own.</summary>
[Trait("Category", "Cluster")]
public sealed class CreationBudgetTests
{
    private const int Apps = 20;

    [SkippableFact]
    public async Task Creation_OfManyAppsAtOnce_SendsEachChildOnceTwoStatusesAndOneEvent()
    {
        await using var apps = await AppCluster.StartAsync(new ClusterOptions { Simulator = false });
        apps.Requires(ClusterCapabilities.RequestTrace);
        var @namespace = await apps.NewNamespaceAsync();
        string[] names = [.. Enumerable.Range(0, Apps).Select(number => $"app-{number}")];

        await Task.WhenAll(names.Select(name => apps.ApplyAsync(@namespace, name, Autoscaled(name))));
        await Task.WhenAll(names.Select(name => apps.UntilSettledAsync(@namespace, name)));
        await apps.StopOperatorAsync();

        var sent = apps.OperatorRequests(0).Where(request => request.Namespace == @namespace).ToLookup(request => request.Subresource == "status");
        sent[false].CountBy(request => $"{request.Verb} {request.Resource} {request.Status}").Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Value}"))
            .Order(StringComparer.Ordinal)
            .ShouldBe(
            [
                $"create events 201: {Apps}", $"patch deployments 201: {Apps}", $"patch horizontalpodautoscalers 201: {Apps}",
                $"patch ingresses 201: {Apps}", $"patch services 201: {Apps}",
            ]);
        var events = await apps.Client.ListAsync<Corev1Event>(new ListOptions { Namespace = @namespace }, CancellationToken.None);
        events.Items.Select(told => told.Message)
            .ShouldBe(names.Select(name => $"Created Deployment {name}, HorizontalPodAutoscaler {name}, Ingress {name}, Service {name}"), ignoreOrder: true);
        sent[true].CountBy(request => request.Name!).ShouldAllBe(app => app.Value <= 2);
    }

    private static HermesAppSpec Autoscaled(string name) => new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        Ingress = new IngressSettings { Hosts = [$"{name}.example.org"] },
    };
}
