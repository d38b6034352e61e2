using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Children;
using Hermes.Operator.Commands;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Children;

/// <summary>
/// Every object made for KEDA, taken by the definitions that KEDA ships, with <c>fieldValidation=Strict</c>. They are not part of this
/// repository: <c>HERMES_KEDA_CRDS</c> names a folder with them (config/crd/bases of kedacore/keda and kedacore/http-add-on). The same
/// with DevCluster's own definitions. Seen to fail with <c>cooldownPeriod</c> misspelt in ScaledObjectSpec.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class KedaDefinitionTests
{
    private const string Variable = "HERMES_KEDA_CRDS";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Definitions = [AppInformers.ScaledObjectCrd, AppInformers.HttpScaledObjectCrd, AppInformers.InterceptorRouteCrd];

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Children_OfEveryCase_AreTakenStrictly(bool byTheDefinitionsThatKedaShips)
    {
        await using var cluster = await StartAsync(byTheDefinitionsThatKedaShips);
        using var api = new ApiHttp(cluster);
        var children = Children().ToList();
        children.Select(Kind).Distinct().Order(StringComparer.Ordinal).ShouldBe(["HTTPScaledObject", "InterceptorRoute", "ScaledObject"]);

        List<string> refusals = [];
        foreach (var child in children)
        {
            if (await ApplyAsync(api, child) is { IsTaken: false, Answer: var answer })
            {
                refusals.Add($"{child.ToJsonString()}: {answer}");
            }
        }

        refusals.ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Children_WithAMisspeltField_AreRefused(bool byTheDefinitionsThatKedaShips)
    {
        await using var cluster = await StartAsync(byTheDefinitionsThatKedaShips);
        using var api = new ApiHttp(cluster);
        foreach (var child in Children().DistinctBy(Kind))
        {
            child["spec"]!["hostz"] = new JsonArray("a");

            var (isTaken, answer) = await ApplyAsync(api, child);

            isTaken.ShouldBeFalse(Kind(child));
            answer.ShouldContain("hostz");
        }
    }

    /// <summary>With both kinds of route, whichever the case is about.</summary>
    private static IEnumerable<JsonObject> Children() =>
        from @case in GoldenTests.Names
        let app = GoldenTests.Input(@case)
        where app.Spec.Scaling?.Http is not null
        from prefers in new[] { false, true }
        let environment = GoldenTests.Environment(@case) with
        {
            KedaServed = true,
            HttpScaledObjectServed = true,
            InterceptorRouteServed = prefers,
            PreferInterceptorRoute = prefers,
        }
        from document in YamlReader.Read(ChildManifests.Write(DesiredChildren.For(app, environment).All))
        let child = document.Content.AsObject()
        where child["apiVersion"]!.GetValue<string>().Contains("keda.sh/", StringComparison.Ordinal)
        select child;

    private static string Kind(JsonObject child) => child["kind"]!.GetValue<string>();

    private static Task<(bool IsTaken, string Answer)> ApplyAsync(ApiHttp api, JsonObject child)
    {
        var metadata = child["metadata"]!;
        metadata["namespace"] = "default";
        foreach (var owner in metadata["ownerReferences"]!.AsArray())
        {
            owner!["uid"] = "5d2a4f0e-7c39-4b57-9d0f-6a1f3a1f5c11";
        }

        var path = $"apis/{child["apiVersion"]}/namespaces/default/{Kind(child).ToLowerInvariant()}s/{metadata["name"]}";
        return api.SendAsync(HttpMethod.Patch, $"{path}?fieldManager=test&fieldValidation=Strict&dryRun=All", child);
    }

    private static async Task<ICluster> StartAsync(bool byTheDefinitionsThatKedaShips)
    {
        var folder = byTheDefinitionsThatKedaShips ? Folder() : null;
        var cluster = await ClusterLanes.StartAsync(new ClusterOptions { Keda = folder is null, Simulator = false });
        try
        {
            Skip.IfNot(cluster.IsTemporary, $"the lane {cluster.Lane} keeps its definitions");
            if (folder is not null)
            {
                await InstallAsync(cluster, folder);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static string Folder()
    {
        // A checkout may have them beside it.
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(Path.GetDirectoryName(RepositoryFolder.Root)!, "shared", "crds");
        Skip.IfNot(Directory.Exists(folder), $"{Variable} names no folder with KEDA's definitions, and there is no {folder}");
        return folder;
    }

    private static async Task InstallAsync(ICluster cluster, string folder)
    {
        using var api = new ApiHttp(cluster);
        foreach (var file in Directory.GetFiles(folder, "*.yaml"))
        {
            var definition = YamlReader.Read(await File.ReadAllTextAsync(file)).ShouldHaveSingleItem(file).Content;
            if (Definitions.Contains(definition["metadata"]!["name"]!.GetValue<string>()))
            {
                var (isTaken, answer) = await api.SendAsync(HttpMethod.Post, "apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
                isTaken.ShouldBeTrue($"{file}: {answer}");
            }
        }

        using var connection = new ApiConnection(ClusterConfiguration.Load(cluster.KubeconfigPath));
        var client = new ResourceClient(connection, new ResourceCatalog([HermesJsonContext.Default]));
        foreach (var name in Definitions)
        {
            await UntilServedAsync(client, name);
        }
    }

    private static async Task UntilServedAsync(ResourceClient client, string definition)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var stored = (await client.GetAsync<V1CustomResourceDefinition>(definition, null, timeout.Token)).ShouldNotBeNull(definition);
            if (AppInformers.IsEstablished(stored))
            {
                return;
            }

            var watch = new WatchOptions { FieldSelector = $"metadata.name={definition}", ResourceVersion = stored.Metadata.ResourceVersion };
            await foreach (var change in client.WatchAsync<V1CustomResourceDefinition>(watch, timeout.Token))
            {
                if (AppInformers.IsEstablished(change.Object))
                {
                    return;
                }
            }
        }
    }
}
