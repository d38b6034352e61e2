using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>Namespace terminating: stop creating there.</summary>
[Trait("Category", "Faults")]
public sealed class NamespaceTerminatingTests
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    // Seen to fail when OwnedObjectApplier.Refused did not know the cause NamespaceTerminating (the app was called failed), and when it did not
    // remember refusals (the Deployment was sent again with the app's next change).
    [Fact]
    public async Task App_InANamespaceOnItsWayOut_GetsNothingMadeThere()
    {
        // Nobody empties the namespace, so that it stays as long as the test needs it.
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain with { Controllers = false });
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Plain);
        await apps.UntilReadyAsync(@namespace, "web");

        await apps.DeleteAsync<V1Namespace>(null, @namespace);
        await apps.DeleteAsync<V1Deployment>(@namespace, "web");
        var waiting = await apps.UntilReasonAsync(@namespace, "web", ConditionType.RolledOut, Reasons.ChildWaiting);
        var changed = await apps.ApplyAsync(@namespace, "web", Plain with { Service = new ServiceSettings { Port = 81 } });
        await apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.ObservedGeneration == changed.Metadata.Generation);

        var child = waiting.Status!.Children!.Single(child => child.Kind == V1Deployment.KubeKind);
        (child.State, child.Message).ShouldBe((ChildState.Waiting, $"namespace {@namespace} is being deleted"));
        apps.OperatorWrites(@namespace).Count(request => request is { Resource: "deployments", Status: 403 }).ShouldBe(1);
    }
}
