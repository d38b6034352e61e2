using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Entities;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Controllers;

public sealed class WatchDeclarationTests
{
    private static readonly ResourceDefinition Widgets = new("acme.dev", "v2", "Widget", "widgets", EntityScope.Namespaced);

    private readonly HandInformer<V1Service> _services = new();
    private readonly HandInformer<V1ConfigMap> _entities = new();
    private readonly List<string> _woken = [];

    [Theory]
    [InlineData("acme.dev/v2", "Widget", true, "ns/w")]
    [InlineData("acme.dev/v1", "Widget", true, "ns/w")]
    [InlineData("other.dev/v2", "Widget", true, null)]
    [InlineData("acme.dev/v2", "Gadget", true, null)]
    [InlineData("acme.dev/v2", "Widget", false, null)]
    [InlineData("acme.dev/v2", "Widget", null, null)]
    [InlineData("v1", "Widget", true, null)]
    public void Owns_ByReference_WakesTheControllingOwnerOfTheKindAndGroup(
        string apiVersion, string kind, bool? controller, string? expected)
    {
        Connect(new ControllerBuilder<V1ConfigMap>().Owns<V1Service>(), Widgets);

        _services.Set(Service(new V1OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = "w", Uid = "1", Controller = controller }));

        _woken.ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public void Owns_WithoutReferences_WakesNobody()
    {
        Connect(new ControllerBuilder<V1ConfigMap>().Owns<V1Service>(), Widgets);

        _services.Set(Service());

        _woken.ShouldBeEmpty();
    }

    [Fact]
    public void Owns_OfAnObjectThatChangesHands_WakesBothOwners()
    {
        Connect(new ControllerBuilder<V1ConfigMap>().Owns<V1Service>(), Widgets);
        _services.Set(Service(Owner("former")));
        _woken.Clear();

        _services.Set(Service(Owner("present")));

        _woken.ShouldBe(["ns/former", "ns/present"]);
    }

    [Fact]
    public void Owns_OfAnObjectThatIsDeleted_WakesItsOwner()
    {
        Connect(new ControllerBuilder<V1ConfigMap>().Owns<V1Service>(), Widgets);
        _services.Set(Service(Owner("w")));
        _woken.Clear();

        _services.Delete(Service());

        _woken.ShouldBe(["ns/w"]);
    }

    [Fact]
    public void Owns_ByAClusterScopedOwner_WakesItWithoutANamespace()
    {
        Connect(new ControllerBuilder<V1ConfigMap>().Owns<V1Service>(), Widgets with { Scope = EntityScope.Cluster });

        _services.Set(Service(Owner("w")));

        _woken.ShouldBe(["w"]);
    }

    [Fact]
    public void Watches_WithTheEntities_WakesWhatTheMapperFindsInTheStore()
    {
        _entities.Set(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "ns" } });
        Connect(
            new ControllerBuilder<V1ConfigMap>().Watches<V1Service>((_, _, entities) => entities.List().Select(NamespacedName.Of)), Widgets);

        _services.Set(Service());

        _woken.ShouldBe(["ns/a"]);
    }

    [Fact]
    public void Watches_WithAMapperThatThrows_GoesOn()
    {
        var calls = 0;
        Connect(
            new ControllerBuilder<V1ConfigMap>().Watches<V1Service>((_, _) =>
                calls++ == 0 ? throw new InvalidOperationException("a fault") : [new NamespacedName("ns", "a")]),
            Widgets);

        _services.Set(Service());
        _services.Set(Service());

        _woken.ShouldBe(["ns/a"]);
    }

    private static V1OwnerReference Owner(string name) =>
        new() { ApiVersion = "acme.dev/v2", Kind = "Widget", Name = name, Uid = "1", Controller = true };

    private static V1Service Service(params V1OwnerReference[] owners) => new()
    {
        Metadata = new V1ObjectMeta { Name = "s", NamespaceProperty = "ns", OwnerReferences = owners.Length == 0 ? null : owners },
    };

    private void Connect(ControllerBuilder<V1ConfigMap> builder, ResourceDefinition owner)
    {
        var declaration = builder.Declarations.ShouldHaveSingleItem().ShouldBeOfType<WatchDeclaration<V1ConfigMap, V1Service>>();
        declaration.Connect(_services, owner, _entities, key => _woken.Add($"{key}"), NullLogger.Instance);
    }
}
