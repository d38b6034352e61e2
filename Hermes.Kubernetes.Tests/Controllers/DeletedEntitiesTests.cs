using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Controllers;

public sealed class DeletedEntitiesTests
{
    private static readonly NamespacedName Key = new("default", "a");

    private readonly DeletedEntities<V1ConfigMap> _deleted = new();

    [Fact]
    public void Add_BeyondTheCapacity_ForgetsTheOldestAndSaysSo()
    {
        for (var i = 0; i < DeletedEntities<V1ConfigMap>.CapacityPerKey; i++)
        {
            _deleted.Add(Key, Entity(i)).ShouldBeNull();
        }

        _deleted.Add(Key, Entity(100)).ShouldNotBeNull().Metadata.Uid.ShouldBe("0");

        var kept = _deleted.Get(Key);
        (kept[0].Metadata.Uid, kept[^1].Metadata.Uid, kept.Count).ShouldBe(("1", "100", DeletedEntities<V1ConfigMap>.CapacityPerKey));
    }

    [Fact]
    public void Remove_OfOne_KeepsTheOthersInTheirOrder()
    {
        V1ConfigMap[] entities = [Entity(1), Entity(2), Entity(3)];
        Array.ForEach(entities, entity => _deleted.Add(Key, entity));

        _deleted.Remove(Key, entities[1]);
        _deleted.Get(Key).ShouldBe([entities[0], entities[2]]);

        _deleted.Remove(Key, entities[0]);
        _deleted.Remove(Key, entities[2]);
        _deleted.Get(Key).ShouldBeEmpty();
    }

    private static V1ConfigMap Entity(int uid) => new() { Metadata = new V1ObjectMeta { Name = "a", Uid = $"{uid}" } };
}
