using Hermes.Kubernetes.Applying;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class OwnershipTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private readonly AppCluster _apps = shared.Apps;

    [Fact]
    public async Task Service_OfSomebodyElseMadeBefore_IsLeftAloneAndNamed()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var theirs = await MakeServiceAsync(@namespace);
        await _apps.ApplyAsync(@namespace, "web", Plain);

        await AssertConflictAsync(@namespace, theirs);
    }

    [SkippableFact]
    public async Task Service_OfSomebodyElseMadeInTheMeantime_IsLeftAloneAndNamed()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", Plain);
        await _apps.UntilSettledAsync(@namespace, "web");
        await _apps.ApplyAsync(@namespace, "web", Plain with { Paused = true });
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Accepted, Reasons.Paused);
        await _apps.DeleteAsync<V1Service>(@namespace, "web");
        var theirs = await MakeServiceAsync(@namespace);

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await AssertConflictAsync(@namespace, theirs);
    }

    [Fact]
    public async Task Service_OfSomebodyElseThatNamesAnotherController_IsNamedWithIt()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var other = await _apps.ApplyAsync(@namespace, "other", Plain);
        await MakeServiceAsync(@namespace, new V1OwnerReference
        {
            ApiVersion = HermesApp.GroupVersion,
            Kind = HermesApp.KubeKind,
            Name = "other",
            Uid = other.Metadata.Uid,
            Controller = true,
        });
        await _apps.ApplyAsync(@namespace, "web", Plain);

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        AppCluster.Condition(app, ConditionType.RoutingReady)!.Message.ShouldContain("HermesApp other");
    }

    [Fact]
    public async Task Service_OfferedForAdoption_IsAdopted()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var offered = await _apps.Client.CreateAsync(
            Service(@namespace) with
            {
                Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Name = "http", Port = 8000 }] },
                Metadata = new V1ObjectMeta
                {
                    Name = "web",
                    NamespaceProperty = @namespace,
                    Annotations = new Dictionary<string, string> { ["hermes.dev/adopt"] = "web" },
                },
            },
            CancellationToken.None);
        var app = await _apps.ApplyAsync(@namespace, "web", Plain);

        var adopted = await _apps.UntilAsync<V1Service>(@namespace, "web", service => service.IsControlledBy(app.Metadata.Uid));
        adopted.Metadata.Uid.ShouldBe(offered.Metadata.Uid);
    }

    [SkippableFact]
    public async Task Service_OfSomebodyElseGoes_OursIsMade()
    {
        Slow.SkipUnlessAsked("the operator looks for it again after 30 seconds");
        var @namespace = await _apps.NewNamespaceAsync();
        await MakeServiceAsync(@namespace);
        await _apps.ApplyAsync(@namespace, "web", Plain);
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);

        await _apps.DeleteAsync<V1Service>(@namespace, "web");

        await Task.Delay(TimeSpan.FromSeconds(31), TimeProvider.System);
        await _apps.UntilSettledAsync(@namespace, "web");
    }

    private async Task AssertConflictAsync(string @namespace, V1Service theirs)
    {
        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        app.Status!.Children!.ShouldContain(child => child.Kind == "Service" && child.Name == "web" && child.State == ChildState.Conflict);
        app.Status.Children!.ShouldContain(child => child.Kind == "Deployment" && child.State == ChildState.Applied);
        AppCluster.Condition(app, ConditionType.Ready)!.Status.ShouldNotBe("True");
        (await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None))!
            .Metadata.ResourceVersion.ShouldBe(theirs.Metadata.ResourceVersion);
    }

    private Task<V1Service> MakeServiceAsync(string @namespace, params V1OwnerReference[] owners) =>
        _apps.Client.CreateAsync(
            Service(@namespace) with { Metadata = Service(@namespace).Metadata with { OwnerReferences = owners.Length == 0 ? null : owners } },
            CancellationToken.None);

    private static V1Service Service(string @namespace) => new()
    {
        ApiVersion = "v1",
        Kind = V1Service.KubeKind,
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = @namespace },
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 1234 }] },
    };
}
