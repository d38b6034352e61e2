using Hermes.Kubernetes.Applying;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Applying;

public sealed class KnownObjectsTests
{
    private readonly FakeInformer _informer = new();
    private readonly FakeTimeProvider _time = new();
    private readonly KnownObjects<V1Service> _known;

    public KnownObjectsTests() => _known = new(_informer, _time);

    [Fact]
    public void Get_AnswerNewerThanTheStore_IsTheAnswer()
    {
        _informer.Tell(Service("a", 5));
        _known.Answered(Service("a", 7));

        _known.Get("web", "default")!.Metadata.ResourceVersion.ShouldBe("7");
        _known.IsUnconfirmed("web", "default").ShouldBeTrue();
    }

    [Fact]
    public void Get_WatchHasToldTheAnswer_IsTheStore()
    {
        _known.Answered(Service("a", 7));
        _informer.Tell(Service("a", 7));
        _informer.Tell(Service("a", 9));

        _known.Get("web", "default")!.Metadata.ResourceVersion.ShouldBe("9");
        _known.IsUnconfirmed("web", "default").ShouldBeFalse();
    }

    [Fact]
    public void Get_MadeAndDeletedBeforeTheAnswerIsTakenIn_IsNothing()
    {
        _informer.Tell(Service("a", 7));
        _informer.TellDeleted(Service("a", 8));
        _known.Answered(Service("a", 7));

        _known.Get("web", "default").ShouldBeNull();
    }

    [Fact]
    public void Get_WatchIsPastTheAnswer_IsTheStoreThoughItHasNothing()
    {
        _known.Answered(Service("a", 7));
        _informer.Tell(Service("b", 8, "other"));

        _known.Get("web", "default").ShouldBeNull();
    }

    [Fact]
    public void Get_AnswerNeverTold_IsBelievedForAMinuteOnly()
    {
        _known.Answered(Service("a", 7));
        _time.Advance(TimeSpan.FromSeconds(61));

        _known.Get("web", "default").ShouldBeNull();
    }

    [Fact]
    public void Get_OtherNamespaceIsFurther_IsStillTheAnswer()
    {
        _known.Answered(Service("a", 7));
        _informer.Tell(Service("b", 8, @namespace: "elsewhere"));

        _known.Get("web", "default").ShouldNotBeNull();
    }

    [Fact]
    public void OwnedBy_UnconfirmedWrites_AreAmongThem()
    {
        _informer.Tell(Service("a", 5, "one"));
        _known.Answered(Service("b", 7, "two"));

        _known.OwnedBy("owner").Select(service => service.Metadata.Name).ShouldBe(["one", "two"], ignoreOrder: true);
    }

    [Fact]
    public void IsBeingDeleted_AfterADeletion_HoldsForThatObjectUntilItIsGone()
    {
        var service = Service("a", 5);
        _informer.Tell(service);
        _known.Deleted(service);

        _known.IsBeingDeleted(service).ShouldBeTrue();
        _known.IsBeingDeleted(Service("b", 9)).ShouldBeFalse();

        _informer.TellDeleted(Service("a", 6));
        _known.IsBeingDeleted(service).ShouldBeFalse();
    }

    private static V1Service Service(string uid, int version, string name = "web", string @namespace = "default") => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = @namespace,
            Uid = uid,
            ResourceVersion = $"{version}",
            OwnerReferences = [new V1OwnerReference { Kind = "ConfigMap", Name = "web", Uid = "owner", Controller = true }],
        },
    };
}
