using System.Text.Json;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class ResourceCatalogTests
{
    private readonly ResourceCatalog _catalog = new([SourceGenerationContext.Default, ClientTestsJsonContext.Default]);

    [Fact]
    public void Get_BuiltIn_ReadsItsModel()
    {
        var definition = _catalog.Get<V1Deployment>();

        definition.ApiVersion.ShouldBe("apps/v1");
        definition.Kind.ShouldBe("Deployment");
        definition.Plural.ShouldBe("deployments");
        definition.Scope.ShouldBe(EntityScope.Namespaced);
        definition.ObjectPath("web", "team").ShouldBe("apis/apps/v1/namespaces/team/deployments/web");
        definition.CollectionPath(null).ShouldBe("apis/apps/v1/deployments");
    }

    [Fact]
    public void Get_CoreKind_HasNoGroupInItsPath()
    {
        var definition = _catalog.Get<V1Namespace>();

        definition.ApiVersion.ShouldBe("v1");
        definition.Scope.ShouldBe(EntityScope.Cluster);
        definition.ObjectPath("team", null).ShouldBe("api/v1/namespaces/team");
    }

    [Fact]
    public void Get_CustomKind_ReadsItsAttributes()
    {
        var definition = _catalog.Get<Widget>();

        definition.ApiVersion.ShouldBe("example.dev/v1alpha1");
        definition.Scope.ShouldBe(EntityScope.Namespaced);
        _catalog.Get<Widget>().ShouldBeSameAs(definition);
    }

    [Fact]
    public void Get_ContextNotRegistered_SaysWhatToDo()
    {
        var fault = Should.Throw<InvalidOperationException>(() => _catalog.Get<UnknownWidget>());

        fault.Message.ShouldContain("No JSON contract for");
        fault.Message.ShouldContain(nameof(ResourceCatalog));
    }

    [Fact]
    public void Get_NoResource_SaysWhatIsMissing() =>
        Should.Throw<InvalidOperationException>(() => _catalog.Get<V1Scale>()).Message.ShouldContain("PluralName");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void ObjectPath_NamespacedWithoutNamespace_Throws(string? @namespace) =>
        Should.Throw<ArgumentException>(() => _catalog.Get<V1Deployment>().ObjectPath("web", @namespace)).Message.ShouldStartWith("Deployment is namespaced");

    [Fact]
    public void ObjectPath_ClusterScopedWithNamespace_Throws() =>
        Should.Throw<ArgumentException>(() => _catalog.Get<V1Namespace>().ObjectPath("web", "team")).Message.ShouldStartWith("Namespace is cluster-scoped");

    [Fact]
    public void ObjectPath_StrangeName_IsEscaped() =>
        _catalog.Get<V1ConfigMap>().ObjectPath("a?b c", "ns").ShouldBe("api/v1/namespaces/ns/configmaps/a%3Fb%20c");

    [Fact]
    public void ObjectPath_NameOfAnotherResource_IsRefused() =>
        Should.Throw<ArgumentException>(() => _catalog.Get<V1ConfigMap>().ObjectPath("../secrets/a", "ns"))
            .Message.ShouldStartWith("'../secrets/a' is no name of a ConfigMap");

    [Fact]
    public void Contract_OwnContextsConverters_Apply() =>
        JsonSerializer.Serialize(new Widget { Spec = new WidgetSpec { Mode = WidgetMode.Fancy } }, _catalog.Get<Widget>().Contract)
            .ShouldContain("\"mode\":\"Fancy\"");

    [Fact]
    public void Contract_Slim_LeavesManagedFieldsOut()
    {
        const string json = """{"metadata":{"name":"a","managedFields":[{"manager":"m"}],"labels":{"a":"b"}}}""";

        var slim = JsonSerializer.Deserialize(json, _catalog.Get<V1ConfigMap>().SlimContract)!;
        var whole = JsonSerializer.Deserialize(json, _catalog.Get<V1ConfigMap>().Contract)!;

        slim.Metadata.ManagedFields.ShouldBeNull();
        slim.Metadata.Labels["a"].ShouldBe("b");
        whole.Metadata.ManagedFields.ShouldHaveSingleItem().Manager.ShouldBe("m");
    }

    [KubernetesEntity(Group = "example.dev", ApiVersion = "v1", Kind = "UnknownWidget", PluralName = "unknownwidgets")]
    private sealed class UnknownWidget : IKubernetesObject<V1ObjectMeta>
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public V1ObjectMeta Metadata { get; set; } = new();
    }
}
