using System.Net;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Applying;

public sealed class OwnedObjectApplierTests
{
    private static readonly V1ConfigMap Owner = new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default", Uid = "owner-1" },
    };

    private readonly FakeServer _server = new();
    private readonly FakeInformer _informer = new();
    private readonly FakeTimeProvider _time = new();
    private readonly OwnedObjectApplier<V1Service> _applier;

    public OwnedObjectApplierTests() => _applier = new(
        _server,
        new KnownObjects<V1Service>(_informer, _time),
        new ResourceCatalog([SourceGenerationContext.Default]).Get<V1Service>().Contract,
        new ApplyingOptions { FieldManager = "test", AppliedAnnotation = "example.dev/applied", AdoptAnnotation = "example.dev/adopt" },
        _time);

    [Fact]
    public async Task Apply_Absent_CreatesUnderAConditionThatOnlyCreationMeets()
    {
        var outcome = await ApplyAsync(Desired());

        outcome.Result.ShouldBe(ApplyResult.Created);
        _server.Calls.ShouldBe(["apply web version 1"]);
        _server["web"]!.Metadata.Annotations.ShouldContainKey("example.dev/applied");
    }

    [Fact]
    public async Task Apply_AgainBeforeTheWatchHasTold_SendsNothing()
    {
        await ApplyAsync(Desired());

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Unchanged);
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_AsDesired_SendsNothing()
    {
        await ApplyAsync(Desired());
        _informer.Tell(_server["web"]!);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Unchanged);
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_NamedFieldDrifted_PutsItBackByUidAndForce()
    {
        await ApplyAsync(Desired());
        Edit(service => service with { Spec = service.Spec with { Type = "NodePort" } });

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Updated);
        _server.Calls[^1].ShouldBe("apply web by uid forced");
        _server["web"]!.Spec.Type.ShouldBe("ClusterIP");
    }

    [Fact]
    public async Task Apply_ForeignFieldAdded_SendsNothing()
    {
        await ApplyAsync(Desired());
        Edit(service => service with
        {
            Metadata = service.Metadata with { Annotations = new Dictionary<string, string>(service.Metadata.Annotations) { ["x"] = "y" } },
            Spec = service.Spec with { SessionAffinity = "ClientIP" },
        });

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Unchanged);
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_FieldLeftTheDesiredObject_IsSeenByTheHash()
    {
        await ApplyAsync(Desired() with { Spec = Desired().Spec with { SessionAffinity = "ClientIP" } });
        _informer.Tell(_server["web"]!);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Updated);
        _server["web"]!.Spec.SessionAffinity.ShouldBeNull();
    }

    [Fact]
    public async Task Apply_ServerKeepsAnotherValue_IsSaidAndNotRepeated()
    {
        _server.Mutate = service => service with { Spec = service.Spec with { Type = "NodePort" } };
        await ApplyAsync(Desired());
        _informer.Tell(_server["web"]!);

        var outcome = await ApplyAsync(Desired());

        outcome.Result.ShouldBe(ApplyResult.Unchanged);
        outcome.Message.ShouldContain("spec.type");
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_ServerKeptAnotherValueAndTheObjectChanged_IsTriedAgain()
    {
        _server.Mutate = service => service with { Spec = service.Spec with { Type = "NodePort" } };
        await ApplyAsync(Desired());
        _server.Mutate = service => service;
        Edit(service => service);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Updated);
    }

    [Fact]
    public async Task Apply_NameTakenBySomebodyElse_IsLeftAloneAndNamed()
    {
        _server.Put(Foreign(new V1OwnerReference { Kind = "Helm", Name = "theirs", Uid = "x", Controller = true }));

        var outcome = await ApplyAsync(Desired());

        outcome.Result.ShouldBe(ApplyResult.Conflict);
        outcome.Message.ShouldContain("Helm theirs");
        _server["web"]!.Spec.ShouldBeNull();
        _server.Calls.ShouldBe(["apply web version 1", "get web"]);
    }

    [Fact]
    public async Task Apply_KnownConflict_IsReadAgainOnlyAfterAWhileAndNeverWritten()
    {
        _server.Put(Foreign());
        await ApplyAsync(Desired());

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Conflict);
        _server.Calls.Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(31));
        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Conflict);
        _server.Calls[2..].ShouldBe(["get web"]);
    }

    [Fact]
    public async Task Apply_ConflictThatIsGone_Creates()
    {
        _server.Put(Foreign());
        await ApplyAsync(Desired());
        _server.Remove("web");
        _time.Advance(TimeSpan.FromSeconds(31));

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Apply_ForeignObjectInTheStore_CostsNoRequest()
    {
        _informer.Tell(_server.Put(Foreign()));

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Conflict);
        _server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_FormerOwnersObjectStillThere_Waits()
    {
        var former = Foreign(new V1OwnerReference { Kind = "ConfigMap", Name = "web", Uid = "owner-0", Controller = true });
        former = _server.Put(former);
        _informer.Tell(former);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Waiting);

        _server.Remove("web");
        _informer.TellDeleted(former);
        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Apply_OwnObjectMissingFromTheStore_IsReadAndAppliedByUid()
    {
        await ApplyAsync(Desired());
        var restarted = new OwnedObjectApplier<V1Service>(
            _server,
            new KnownObjects<V1Service>(new FakeInformer(), _time),
            new ResourceCatalog([SourceGenerationContext.Default]).Get<V1Service>().Contract,
            new ApplyingOptions { FieldManager = "test", AppliedAnnotation = "example.dev/applied", AdoptAnnotation = "example.dev/adopt" },
            _time);

        var outcome = await restarted.ApplyAsync(Desired("NodePort"), null, Owner, CancellationToken.None);

        outcome.Result.ShouldBe(ApplyResult.Updated);
        _server.Calls[1..].ShouldBe(["apply web version 1", "get web", "apply web by uid forced"]);
    }

    [Fact]
    public async Task Apply_OfferedForAdoption_IsTaken()
    {
        var offered = Foreign() with
        {
            Metadata = new V1ObjectMeta
            {
                Name = "web",
                NamespaceProperty = "default",
                Annotations = new Dictionary<string, string> { ["example.dev/adopt"] = "web" },
            },
        };
        _server.Put(offered);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Updated);
        _server.Calls[^1].ShouldBe("apply web by uid forced");
    }

    [Fact]
    public async Task Apply_OfferedToAnother_IsAConflict()
    {
        _server.Put(Foreign() with
        {
            Metadata = new V1ObjectMeta
            {
                Name = "web",
                NamespaceProperty = "default",
                Annotations = new Dictionary<string, string> { ["example.dev/adopt"] = "other" },
            },
        });

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Conflict);
    }

    [Fact]
    public async Task Apply_DeletedBehindOurBack_IsMadeAnew()
    {
        await ApplyAsync(Desired());
        _informer.Tell(_server["web"]!);
        _server.Remove("web");

        (await ApplyAsync(Desired("NodePort"))).Result.ShouldBe(ApplyResult.Created);
        _server.Calls[1..].ShouldBe(["apply web by uid forced", "get web", "apply web version 1"]);
    }

    [Fact]
    public async Task Apply_AnotherObjectBearsTheNameByNow_IsAConflict()
    {
        await ApplyAsync(Desired());
        _informer.Tell(_server["web"]!);
        _server.Put(Foreign());

        (await ApplyAsync(Desired("NodePort"))).Result.ShouldBe(ApplyResult.Conflict);
        _server["web"]!.Spec.ShouldBeNull();
    }

    [Fact]
    public async Task Apply_Refused_SaysTheServersWords()
    {
        _server.NextRefusal = new(HttpStatusCode.Forbidden, StatusReason.Forbidden, "exceeded quota: small");

        var outcome = await ApplyAsync(Desired());

        outcome.Result.ShouldBe(ApplyResult.Failed);
        outcome.Message.ShouldBe("exceeded quota: small");
    }

    [Fact]
    public async Task Apply_RefusedAMomentAgo_SaysTheSameWithoutARequest()
    {
        _server.NextRefusal = Denied;
        await ApplyAsync(Desired());

        var outcome = await ApplyAsync(Desired());

        (outcome.Result, outcome.Message).ShouldBe((ApplyResult.Failed, Denied.Message));
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_UpdateRefusedAndTheObjectChangesMeanwhile_IsNotSentAgain()
    {
        await ApplyAsync(Desired());
        _informer.Tell(_server["web"]!);
        _server.NextRefusal = Denied;
        await ApplyAsync(Desired("NodePort"));
        Edit(service => service);

        (await ApplyAsync(Desired("NodePort"))).Result.ShouldBe(ApplyResult.Failed);
        _server.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Apply_RefusedAWhileAgo_IsSentAgain()
    {
        _server.NextRefusal = Denied;
        await ApplyAsync(Desired());
        _time.Advance(TimeSpan.FromSeconds(30));

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Apply_RefusedAndSomethingElseAskedFor_IsSentAtOnce()
    {
        _server.NextRefusal = Denied;
        await ApplyAsync(Desired());

        (await ApplyAsync(Desired("NodePort"))).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Apply_UpdateRefusedAndTheObjectIsGone_CreatesAtOnce()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _informer.Tell(live);
        _server.NextRefusal = Denied;
        await ApplyAsync(Desired("NodePort"));
        _server.Remove("web");
        _informer.TellDeleted(live);

        (await ApplyAsync(Desired("NodePort"))).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Apply_AbsentAndYetInConflict_FailsWithTheServersWords()
    {
        // As a quota answers that somebody else writes to at the same time.
        _server.Mutate = _ => throw new KubernetesException(HttpStatusCode.Conflict, StatusReason.Conflict, "the quota has been modified");

        var outcome = await ApplyAsync(Desired());

        (outcome.Result, outcome.Message).ShouldBe((ApplyResult.Failed, "the quota has been modified"));
    }

    [Fact]
    public async Task Apply_NamespaceTerminating_Waits()
    {
        _server.NextRefusal = new(HttpStatusCode.Forbidden, StatusReason.Forbidden, "namespace default is being terminated")
        {
            Causes = [new V1StatusCause { Reason = "NamespaceTerminating", Field = "metadata.namespace" }],
        };

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Waiting);
    }

    [Fact]
    public async Task Apply_TooManyRequests_Throws()
    {
        _server.NextRefusal = new(HttpStatusCode.TooManyRequests, StatusReason.TooManyRequests, "slow down");

        await Should.ThrowAsync<KubernetesException>(() => ApplyAsync(Desired()));
    }

    [Fact]
    public async Task Apply_LeavesTheDesiredObjectAsItWas()
    {
        var desired = Desired();
        var before = desired.Metadata;

        await ApplyAsync(desired);

        desired.Metadata.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Apply_WithACreationVariant_CreatesThatAndStaysContent()
    {
        var creation = Desired() with { Spec = Desired().Spec with { SessionAffinity = "ClientIP" } };

        await _applier.ApplyAsync(Desired(), creation, Owner, CancellationToken.None);
        _server["web"]!.Spec.SessionAffinity.ShouldBe("ClientIP");
        _informer.Tell(_server["web"]!);

        (await _applier.ApplyAsync(Desired(), creation, Owner, CancellationToken.None)).Result.ShouldBe(ApplyResult.Unchanged);
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Delete_Own_GoesByUidAndOnce()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _informer.Tell(live);

        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).IsDeleted.ShouldBeTrue();
        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).ShouldBe(new DeleteOutcome(IsDeleted: false));
        _server.Calls[1..].ShouldBe(["delete web by uid"]);
    }

    [Fact]
    public async Task Delete_Foreign_IsNotSent()
    {
        (await _applier.DeleteAsync(_server.Put(Foreign()), Owner, CancellationToken.None)).ShouldBe(new DeleteOutcome(IsDeleted: false));
        _server["web"].ShouldNotBeNull();
        _server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_ReplacedByAnotherObject_LeavesThat()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _server.Remove("web");
        _server.Put(Foreign());

        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).ShouldBe(new DeleteOutcome(IsDeleted: false));
        _server["web"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Apply_WhileItsDeletionIsUnderWay_Waits()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _informer.Tell(live);
        await _applier.DeleteAsync(live, Owner, CancellationToken.None);

        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Waiting);

        _informer.TellDeleted(live);
        (await ApplyAsync(Desired())).Result.ShouldBe(ApplyResult.Created);
    }

    [Fact]
    public async Task Delete_Refused_SaysSoAndIsNotSentAgainForAWhile()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _informer.Tell(live);
        _server.NextRefusal = Denied;

        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).ShouldBe(new DeleteOutcome(IsDeleted: false, Denied));
        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).ShouldBe(new DeleteOutcome(IsDeleted: false, Denied));
        _server.Calls.Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(30));
        (await _applier.DeleteAsync(live, Owner, CancellationToken.None)).IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Delete_ServerIsOverloaded_Throws()
    {
        await ApplyAsync(Desired());
        _server.NextRefusal = new(HttpStatusCode.ServiceUnavailable, StatusReason.ServiceUnavailable, "later");

        await Should.ThrowAsync<KubernetesException>(() => _applier.DeleteAsync(_server["web"]!, Owner, CancellationToken.None));
    }

    [Fact]
    public async Task Patch_Own_GoesByUid()
    {
        await ApplyAsync(Desired());

        (await PatchAsync()).Result.ShouldBe(ApplyResult.Updated);
        _server.Calls[^1].ShouldBe($$$"""patch web {"spec":{"type":"NodePort"},"metadata":{"uid":"{{{_server["web"]!.Metadata.Uid}}}"}}""");
    }

    [Fact]
    public async Task Patch_Foreign_IsNotSent()
    {
        _server.Put(Foreign());

        (await PatchAsync()).Result.ShouldBe(ApplyResult.Conflict);
        _server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Patch_Refused_SaysSoAndIsNotSentAgainForAWhile()
    {
        await ApplyAsync(Desired());
        _server.NextRefusal = Denied;

        (await PatchAsync()).Message.ShouldBe(Denied.Message);
        (await PatchAsync()).Result.ShouldBe(ApplyResult.Failed);
        _server.Calls.Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(30));
        (await PatchAsync()).Result.ShouldBe(ApplyResult.Updated);
    }

    [Fact]
    public async Task Patch_GoneMeanwhile_Waits()
    {
        await ApplyAsync(Desired());
        var live = _server["web"]!;
        _server.Remove("web");

        (await _applier.PatchAsync(live, [], Owner, CancellationToken.None)).Result.ShouldBe(ApplyResult.Waiting);
    }

    private static KubernetesException Denied { get; } = new(HttpStatusCode.Forbidden, StatusReason.Forbidden, "exceeded quota: small");

    private Task<ApplyOutcome<V1Service>> PatchAsync() => _applier.PatchAsync(
        _server["web"]!, new JsonObject { ["spec"] = new JsonObject { ["type"] = "NodePort" } }, Owner, CancellationToken.None);

    private Task<ApplyOutcome<V1Service>> ApplyAsync(V1Service desired) => _applier.ApplyAsync(desired, null, Owner, CancellationToken.None);

    private void Edit(Func<V1Service, V1Service> change) => _informer.Tell(_server.Put(change(_server["web"]!)));

    private static V1Service Desired(string type = "ClusterIP") => new()
    {
        ApiVersion = "v1",
        Kind = "Service",
        Metadata = new V1ObjectMeta
        {
            Name = "web",
            NamespaceProperty = "default",
            OwnerReferences = [new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = "web", Uid = "owner-1", Controller = true }],
        },
        Spec = new V1ServiceSpec { Type = type, Ports = [new V1ServicePort { Port = 80, TargetPort = "http" }] },
    };

    private static V1Service Foreign(params V1OwnerReference[] owners) => new()
    {
        ApiVersion = "v1",
        Kind = "Service",
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default", OwnerReferences = owners },
    };
}
