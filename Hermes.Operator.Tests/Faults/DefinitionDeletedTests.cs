using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Installation;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>CRD deleted and made anew: delete nothing, keep retrying, list again on return.</summary>
[Trait("Category", "Faults")]
public sealed class DefinitionDeletedTests
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Http = Plain with
    {
        Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    // Seen to fail when the reflector asked no more after a 404.
    [Fact]
    public async Task HermesApp_DefinitionGoesAndComesBack_AppsAreReconciledAgain()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Plain);
        await apps.UntilReadyAsync(@namespace, "web");

        await apps.DeleteAsync<V1CustomResourceDefinition>(null, "hermesapps.hermes.dev");
        await apps.UntilGoneAsync<V1CustomResourceDefinition>(null, "hermesapps.hermes.dev");
        await apps.UntilGoneAsync<V1Deployment>(@namespace, "web");
        await new DefinitionInstaller(apps.Client, apps.Catalog).InstallAsync(CancellationToken.None);
        await apps.ApplyAsync(@namespace, "web", Plain);

        await apps.UntilReadyAsync(@namespace, "web");
        apps.OperatorRequests(0).ShouldNotContain(request => request.Verb == "delete");
    }

    // Seen to fail when HttpScalingPlan took an absent kind for a wish to be without it (the HTTPScaledObject was deleted), and when the
    // informer of the kind was not asked for again (the ScaledObject never came back).
    [Fact]
    public async Task ScaledObject_DefinitionGoesAndComesBack_IsMadeAnewAndNothingElseWentMeanwhile()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Http);
        await apps.UntilReadyAsync(@namespace, "web");
        var former = await apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None);
        using var http = new HttpClient(apps.Cluster.DevCluster!.CreateHandler());
        var definition = (await http.GetFromJsonAsync<JsonObject>(Definitions(AppInformers.ScaledObjectCrd)))!;
        definition["metadata"] = new JsonObject { ["name"] = AppInformers.ScaledObjectCrd };

        await apps.DeleteAsync<V1CustomResourceDefinition>(null, AppInformers.ScaledObjectCrd);
        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.KedaNotInstalled);
        (await apps.Client.GetAsync<HttpScaledObject>("web", @namespace, CancellationToken.None)).ShouldNotBeNull();
        (await http.PostAsJsonAsync(Definitions(), definition)).EnsureSuccessStatusCode();

        await apps.UntilReadyAsync(@namespace, "web");
        (await apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None))!.Metadata.Uid.ShouldNotBe(former!.Metadata.Uid);
        apps.OperatorRequests(0).ShouldNotContain(request => request.Verb == "delete");
    }

    private static Uri Definitions(string name = "") =>
        new($"https://cluster.test/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}".TrimEnd('/'));
}
