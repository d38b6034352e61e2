using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Caching;

public sealed class ResourceStoreTests
{
    private readonly ResourceStore<V1ConfigMap> _store = new();

    [Fact]
    public void Get_ByNameAndNamespace_FindsTheOne()
    {
        _store.Set(Entity("a", "one"));
        _store.Set(Entity("a", "two"));

        _store.Get("a", "two")!.Metadata.NamespaceProperty.ShouldBe("two");
        _store.Get("a", "three").ShouldBeNull();
        _store.Count.ShouldBe(2);
    }

    [Fact]
    public void OwnedBy_ControllerReference_Counts()
    {
        var owned = Entity("owned");
        owned.Metadata.OwnerReferences = [new V1OwnerReference { Uid = "other" }, new V1OwnerReference { Uid = "app", Controller = true }];
        _store.Set(owned);
        _store.Set(Entity("free"));

        _store.OwnedBy("app").ShouldHaveSingleItem().ShouldBeSameAs(owned);
        _store.OwnedBy("other").ShouldBeEmpty();
    }

    [Fact]
    public void Set_OverAnother_RefilesIt()
    {
        _store.AddIndex("host", entity => entity.Data?.Values ?? []);
        _store.Set(Entity("a", data: "x.example"));
        _store.Set(Entity("b", data: "x.example"));
        var before = _store.ByIndex("host", "x.example");

        _store.Set(Entity("a", data: "y.example"));

        _store.ByIndex("host", "x.example").ShouldHaveSingleItem().Metadata.Name.ShouldBe("b");
        _store.ByIndex("host", "y.example").ShouldHaveSingleItem().Metadata.Name.ShouldBe("a");
        before.Count.ShouldBe(2, "what a reader holds does not change under it");
    }

    [Fact]
    public void Remove_Object_LeavesNoTrace()
    {
        _store.AddIndex("host", entity => entity.Data?.Values ?? []);
        _store.Set(Entity("a", data: "x.example"));

        _store.Remove(new NamespacedName("ns", "a"));

        _store.List().ShouldBeEmpty();
        _store.ByIndex("host", "x.example").ShouldBeEmpty();
    }

    [Fact]
    public void Set_AnIndexThrows_ChangesNothing()
    {
        _store.AddIndex("first", entity => entity.Data?.Values ?? []);
        _store.AddIndex("second", entity => entity.Data?.Values.Contains("bad") == true ? throw new InvalidOperationException("bug") : []);
        _store.Set(Entity("a", data: "good"));

        Should.Throw<InvalidOperationException>(() => _store.Set(Entity("a", data: "bad")));

        _store.ByIndex("first", "bad").ShouldBeEmpty();
        _store.ByIndex("first", "good").ShouldHaveSingleItem();
        _store.Get("a", "ns")!.Data["host"].ShouldBe("good");
    }

    [Fact]
    public void Index_ValueGivenTwice_FilesOnce()
    {
        _store.AddIndex("host", _ => ["same", "same"]);

        _store.Set(Entity("a"));

        _store.ByIndex("host", "same").ShouldHaveSingleItem();
    }

    [Fact]
    public void ByIndex_NoSuchIndex_Throws() =>
        Should.Throw<ArgumentException>(() => _store.ByIndex("host", "x")).Message.ShouldStartWith("There is no index 'host'");

    [Fact]
    public void AddIndex_SameNameTwice_Throws()
    {
        _store.AddIndex("host", _ => []);

        Should.Throw<InvalidOperationException>(() => _store.AddIndex("host", _ => []));
    }

    private static V1ConfigMap Entity(string name, string @namespace = "ns", string? data = null) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Data = data is null ? null : new Dictionary<string, string> { ["host"] = data },
    };
}
