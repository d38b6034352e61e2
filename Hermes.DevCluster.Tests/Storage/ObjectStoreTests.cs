using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.DevCluster.Tests.Storage;

public class ObjectStoreTests
{
    private static readonly KindRow Row = new() { Group = "g", Version = "v1", Kind = "Thing", Plural = "things" };
    private static readonly KindRow Other = new() { Group = "g", Version = "v1", Kind = "Other", Plural = "others" };

    [Fact]
    public void Put_CountsRevisionsAndLeavesSnapshotsAlone()
    {
        var store = Store();
        var first = Put(store, "a");
        var snapshot = store.World;

        var second = Put(store, "b");

        second.Revision.ShouldBe(first.Revision + 1);
        snapshot.Of("g/things").Count.ShouldBe(1);
        store.World.Of("g/things").Count.ShouldBe(2);
    }

    [Fact]
    public void List_FollowsTheOrderOfEtcdsKeys()
    {
        var store = Store();
        foreach (var (ns, name) in (IEnumerable<(string, string)>)[("a", "z"), ("a-b", "y"), ("a", "b"), ("b", "a"), ("a.b", "x")])
        {
            Put(store, name, ns);
        }

        store.World.Of("g/things").List(null).Select(stored => stored.Key.ToString()).ShouldBe(["a-b/y", "a.b/x", "a/b", "a/z", "b/a"]);
    }

    [Fact]
    public void At_ReadsThePastBack()
    {
        var store = Store();
        Put(store, "kept");
        var gone = Put(store, "gone");
        var then = store.World.Revision;
        Put(store, "later");
        store.Exclusive(() => store.Remove(Row, gone, gone.Copy()));

        store.At(Row, then)!.List(null).Select(stored => stored.Key.Name).ShouldBe(["gone", "kept"]);
        store.At(Row, then - 1)!.List(null).Select(stored => stored.Key.Name).ShouldBe(["kept"]);
    }

    [Fact]
    public void History_IsBounded()
    {
        var store = Store(capacity: 2);
        var first = Put(store, "a");
        Put(store, "b");
        Put(store, "c");

        store.Log(Row).Head.Revision.ShouldBe(first.Revision);
        store.At(Row, first.Revision)!.Count.ShouldBe(1);
        store.At(Row, first.Revision - 1).ShouldBeNull();
    }

    [Fact]
    public void Freeze_WritesTheTypeFirstAndMetadataInOrder()
    {
        var stored = StoredObject.Freeze(
            Json.Object("""{"spec": {"é": "<&>"}, "metadata": {"labels": {}, "name": "a"}, "kind": "Thing", "apiVersion": "g/v1"}"""), 7);

        Encoding.UTF8.GetString(stored.Utf8).ShouldBe(
            """{"apiVersion":"g/v1","kind":"Thing","metadata":{"name":"a","resourceVersion":"7","labels":{}},"spec":{"é":"<&>"}}""");
        Encoding.UTF8.GetString(stored.UntypedUtf8).ShouldStartWith("\"metadata\":{");
    }

    [Fact]
    public void WorldAt_APastRevision_HasWhatWasStoredThenOfEveryKind()
    {
        var store = Store();
        Put(store, "thing");
        Put(store, "other", row: Other);
        var then = store.World.Revision;
        Put(store, "later", row: Other);

        var past = store.WorldAt(then);

        past.Revision.ShouldBe(then);
        past.Of("g/things").Count.ShouldBe(1);
        past.Of("g/others").List(null).Select(stored => stored.Key.Name).ShouldBe(["other"]);
    }

    [Fact]
    public void ViewOf_WhileOneKindIsFrozen_IsThePresentOfTheOthers()
    {
        var store = Store();
        store.Freeze(plural: Row.Plural);

        Put(store, "thing");
        Put(store, "other", row: Other);

        store.ViewOf(Row).Of("g/things").Count.ShouldBe(0);
        store.ViewOf(Other).Of("g/others").Count.ShouldBe(1);
        store.Thaw();
        store.ViewOf(Row).Of("g/things").Count.ShouldBe(1);
    }

    [Fact]
    public void IsCondensed_AfterAThawThatCondenses_HoldsOfAllButTheLastChangeOfEachObjectMeanwhile()
    {
        var store = Store();
        Put(store, "before");
        store.Freeze();
        var gone = Put(store, "a");
        store.Exclusive(() => store.Remove(Row, gone, gone.Copy()));
        Put(store, "b");

        store.Thaw(condenses: true);
        Put(store, "a");

        Entries(store).Where(store.IsCondensed).Select(entry => entry.Revision).ShouldBe([gone.Revision]);
        store.Freeze();
        store.Thaw();
        Entries(store).Where(store.IsCondensed).ShouldBeEmpty();
    }

    private static IEnumerable<LogEntry> Entries(ObjectStore store)
    {
        for (var entry = store.Log(Row).Head.Next; entry is not null; entry = entry.Next)
        {
            yield return entry;
        }
    }

    private static ObjectStore Store(int capacity = 100) => new(capacity, new ChangeFeed(TaskScheduler.Default, NullLogger.Instance));

    private static StoredObject Put(ObjectStore store, string name, string ns = "ns", KindRow? row = null) => store.Exclusive(() => store.Put(
        row ?? Row,
        new JsonObject
        {
            ["apiVersion"] = "g/v1",
            ["kind"] = "Thing",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        },
        null));
}
