using System.Net;
using System.Threading.Channels;
using Hermes.Kubernetes.Caching;
using k8s.Models;
using static Hermes.Kubernetes.Tests.Caching.WatchBody;

namespace Hermes.Kubernetes.Tests.Caching;

public sealed class InformerTests
{
    [Fact]
    public async Task Watch_Events_ChangeTheStoreBeforeTheHandlerHears()
    {
        await using var fixture = new InformerFixture();
        var stored = new List<string?>();
        fixture.Informer.AddHandler((_, present) => stored.Add(
            fixture.Informer.Store.Get((present?.Metadata.Name)!, "ns")?.Metadata.ResourceVersion));
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStream(body.Stream);
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");

        await body.SendAsync("MODIFIED", "a", 11);

        (await fixture.NextAsync()).ShouldBe("~a@11");
        stored[0].ShouldBe("4");
        fixture.Informer.Store.Get("a", "ns")!.Metadata.ResourceVersion.ShouldBe("11");
    }

    [Fact]
    public async Task Watch_Deleted_TellsTheLastState()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStream(body.Stream);
        fixture.Start();
        await fixture.NextAsync();

        await body.SendAsync("DELETED", "a", 12);

        (await fixture.NextAsync()).ShouldBe("-a@12");
        fixture.Informer.Store.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Watch_AddedUnderANewUid_IsADeletionAndAnAddition()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4, "old"))).ThenStream(body.Stream);
        fixture.Start();
        await fixture.NextAsync();

        await body.SendAsync("ADDED", "a", 12, "new");

        (await fixture.NextAsync()).ShouldBe("-a@4");
        (await fixture.NextAsync()).ShouldBe("+a@12");
    }

    [Fact]
    public async Task Relist_DeletedInTheGap_IsTold()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("kept", 4), Object("gone", 5))).ThenStatus(410, "Expired").ThenOk(List(20, Object("kept", 4)));
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+kept@4");
        (await fixture.NextAsync()).ShouldBe("+gone@5");

        (await fixture.NextAsync()).ShouldBe("-gone@5");
        fixture.Informer.Store.List().ShouldHaveSingleItem().Metadata.Name.ShouldBe("kept");
        fixture.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task Relist_RecreatedInTheGap_IsADeletionAndAnAddition()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4, "old"))).ThenStatus(410, "Expired").ThenOk(List(20, Object("a", 15, "new")));
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");

        (await fixture.NextAsync()).ShouldBe("-a@4");
        (await fixture.NextAsync()).ShouldBe("+a@15");
    }

    [Fact]
    public async Task Relist_ChangedInTheGap_IsAChange()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStatus(410, "Expired").ThenOk(List(20, Object("a", 15)));
        fixture.Start();
        await fixture.NextAsync();

        (await fixture.NextAsync()).ShouldBe("~a@15");
    }

    [Fact]
    public async Task Relist_SeveralChanged_TellsThemInTheOrderInWhichTheyChanged()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStatus(410, "Expired")
            .ThenOk(List(200, Object("a", 150), Object("b", 99), Object("c", 101), Object("d", 20)));
        fixture.Start();

        string[] heard = [await fixture.NextAsync(), await fixture.NextAsync(), await fixture.NextAsync(), await fixture.NextAsync()];

        heard.ShouldBe(["+d@20", "+b@99", "+c@101", "+a@150"]);
    }

    [Fact]
    public async Task Relist_Failing_KeepsWhatIsThere()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStatus(410, "Expired").ThenStatus(500, "InternalError");
        fixture.Start();
        await fixture.NextAsync();

        await fixture.PassPauseAsync();

        fixture.Informer.Store.Count.ShouldBe(1);
        fixture.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OneObjectUnreadable_TheOthersAreThereAndItIsNotTakenForDeleted()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4), Object("b", 5))).ThenStatus(410, "Expired")
            .ThenOk(List(20, Object("a", 15, more: Unreadable), Object("b", 16)));
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");
        (await fixture.NextAsync()).ShouldBe("+b@5");

        (await fixture.NextAsync()).ShouldBe("~b@16");
        fixture.Informer.Store.Get("a", "ns")!.Metadata.ResourceVersion.ShouldBe("4");
        fixture.Informer.HasSynced.ShouldBeTrue();
        fixture.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task List_UnreadableObjectUnderANewUid_TellsThatTheFormerIsGone()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4, "old"))).ThenStatus(410, "Expired")
            .ThenOk(List(20, Object("a", 15, "new", Unreadable)));
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");

        (await fixture.NextAsync()).ShouldBe("-a@4");
    }

    [Fact]
    public async Task Watch_UnreadableChanges_KeepWhatIsKnownUntilTheObjectIsGone()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4), Object("b", 5))).ThenStream(body.Stream);
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");
        (await fixture.NextAsync()).ShouldBe("+b@5");

        await body.SendAsync("MODIFIED", "a", 11, more: Unreadable);
        await body.SendAsync("ADDED", "c", 12, more: Unreadable);
        await body.SendAsync("MODIFIED", "b", 13);
        (await fixture.NextAsync()).ShouldBe("~b@13");
        fixture.Informer.Store.Get("a", "ns")!.Metadata.ResourceVersion.ShouldBe("4");
        fixture.Informer.Store.Get("c", "ns").ShouldBeNull();

        await body.SendAsync("DELETED", "a", 14, more: Unreadable);
        (await fixture.NextAsync()).ShouldBe("-a@4");
        await body.SendAsync("ADDED", "b", 15, "new", Unreadable);
        (await fixture.NextAsync()).ShouldBe("-b@13");
    }

    [Fact]
    public async Task Store_Objects_HaveNoManagedFields()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4)));
        fixture.Start();
        await fixture.NextAsync();

        fixture.Informer.Store.Get("a", "ns")!.Metadata.ManagedFields.ShouldBeNull();
    }

    [Fact]
    public async Task Transform_Given_IsWhatIsStoredAndIndexed()
    {
        await using var fixture = new InformerFixture(new InformerOptions<V1ConfigMap>
        {
            Transform = entity => new V1ConfigMap { Metadata = entity.Metadata, Data = new Dictionary<string, string> { ["host"] = "slim" } },
        });
        fixture.Informer.AddIndex("host", entity => entity.Data.Values);
        fixture.Server.ThenOk(List(10, Object("a", 4, more: ""","data":{"host":"fat","bulk":"x"}""")));
        fixture.Start();
        await fixture.NextAsync();

        fixture.Informer.Store.ByIndex("host", "slim").ShouldHaveSingleItem().Data.ShouldNotContainKey("bulk");
    }

    [Fact]
    public async Task Transform_WithoutTheUid_GoesByTheName()
    {
        await using var fixture = new InformerFixture(new InformerOptions<V1ConfigMap>
        {
            Transform = entity => new V1ConfigMap
            {
                Metadata = new V1ObjectMeta
                {
                    Name = entity.Metadata.Name,
                    NamespaceProperty = entity.Metadata.NamespaceProperty,
                    ResourceVersion = entity.Metadata.ResourceVersion,
                },
            },
        });
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStream(body.Stream);
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");

        await body.SendAsync("MODIFIED", "a", 11);
        (await fixture.NextAsync()).ShouldBe("~a@11");
        await body.SendAsync("DELETED", "a", 12);
        (await fixture.NextAsync()).ShouldBe("-a@12");
    }

    [Fact]
    public async Task HasSynced_AfterTheFirstList_IsTrue()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10));
        fixture.Informer.HasSynced.ShouldBeFalse();

        fixture.Start();
        await fixture.Informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        fixture.Informer.HasSynced.ShouldBeTrue();
        fixture.Informer.IsServed.ShouldBe(true);
    }

    /// <summary>Seen to fail where the handlers were told of every answer.</summary>
    [Fact]
    public async Task ServedHandler_KindGoesAndComesBack_HearsOfEachChangeOnce()
    {
        await using var fixture = new InformerFixture();
        var heard = Channel.CreateUnbounded<string>();
        fixture.Informer.AddServedHandler(() => heard.Writer.TryWrite($"{fixture.Informer.IsServed} {fixture.Informer.Store.Count}"));
        fixture.Server.Then(HttpStatusCode.NotFound, "404 page not found").Then(HttpStatusCode.NotFound, "404 page not found")
            .ThenOk(List(10, Object("a", 4)));
        fixture.Start();

        await fixture.PassPauseAsync();
        await fixture.PassPauseAsync();
        await fixture.NextAsync();

        (await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit)).ShouldBe("False 0");
        (await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit)).ShouldBe("True 1");
        heard.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public void AbsentRetry_WithItsSpread_FindsAKindWithinTenSeconds() =>
        (InformerFixture.Times.AbsentRetry * 1.5).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Handler_AddedLate_HearsOfWhatIsThere()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4)));
        fixture.Start();
        await fixture.NextAsync();
        var heard = new List<string>();

        fixture.Informer.AddHandler((former, present) => heard.Add($"{former?.Metadata.Name}>{present?.Metadata.Name}"));

        heard.ShouldBe([">a"]);
    }

    [Fact]
    public async Task Handler_Throws_TheOthersStillHear()
    {
        await using var fixture = new InformerFixture();
        fixture.Informer.AddHandler((_, _) => throw new InvalidOperationException("bug"));
        var heard = new TaskCompletionSource();
        fixture.Informer.AddHandler((_, _) => heard.TrySetResult());
        fixture.Server.ThenOk(List(10, Object("a", 4)));

        fixture.Start();

        await heard.Task.WaitAsync(Patience.Limit);
        await fixture.Informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task AddIndex_Running_Throws()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();

        Should.Throw<InvalidOperationException>(() => fixture.Informer.AddIndex("host", _ => []));
    }

    [Fact]
    public async Task Namespaces_Several_AreOneStoreAndNoOneElsesDeletions()
    {
        await using var fixture = new InformerFixture(new InformerOptions<V1ConfigMap> { Namespaces = ["one", "two", "one"] });
        fixture.Server.ThenLists(4, request =>
        {
            var @namespace = request.Path.Contains("/one/", StringComparison.Ordinal) ? "one" : "two";
            return List(10, Object("a", 4, @namespace)).Replace("\"ns\"", $"\"{@namespace}\"", StringComparison.Ordinal);
        });

        fixture.Start();
        await fixture.Informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        fixture.Informer.Store.List().Select(entity => entity.Metadata.NamespaceProperty).Order().ShouldBe(["one", "two"]);
        fixture.Rest().ShouldBe(["+a@4", "+a@4"]);
    }
}
