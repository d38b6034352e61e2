using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Apply;

/// <summary>What holds for every sequence of writes.</summary>
[Properties(Arbitrary = [typeof(WidgetSpecs)], MaxTest = 300)]
public class ApplyProperties
{
    [Property]
    public void ApplyTwice_ChangesNothingTheSecondTime(WidgetSpec before, WidgetSpec wanted)
    {
        var live = Applied(Applied(null, before, "other"), wanted, "me");
        Applied(live, wanted, "me").ToJsonString().ShouldBe(live.ToJsonString());
    }

    [Property]
    public void Apply_Forced_HoldsEveryFieldThatTheConfigNames(WidgetSpec before, WidgetSpec wanted)
    {
        var merged = Applied(Applied(null, before, "other"), wanted, "me");
        var named = Ownership.Strip(OwnedFields.Of(MergeType.OfKind(Widgets.Schema), wanted.ToObject()));
        Fields(merged, "me").SetEquals(named).ShouldBeTrue();
        named.Except(There(merged)).IsEmpty.ShouldBeTrue("what is named is there");
    }

    [Property]
    public void Apply_ThenAnEmptyConfig_LeavesWhatTheOtherManagerHolds(WidgetSpec before, WidgetSpec wanted)
    {
        var theirs = Applied(null, before, "other");
        var merged = Applied(theirs, wanted, "me");
        var kept = Fields(merged, "other");
        var given = Applied(merged, new WidgetSpec("{}"), "me");
        Fields(given, "me").ToString().ShouldBeOneOf("", ".spec");
        Fields(given, "other").SetEquals(kept).ShouldBeTrue();
        kept.Except(There(given)).IsEmpty.ShouldBeTrue();
    }

    [Property]
    public void Apply_WithoutForce_SucceedsOrNamesOnlyFieldsOfOthers(WidgetSpec before, WidgetSpec wanted)
    {
        var theirs = Applied(null, before, "other");
        try
        {
            var merged = Applied(theirs, wanted, "me", force: false);
            Fields(theirs, "other").Except(Fields(merged, "other")).IsEmpty.ShouldBeTrue("nothing was taken");
        }
        catch (ApiException refusal)
        {
            refusal.Code.ShouldBe(409);
            refusal.Causes.ShouldNotBeEmpty();
            var held = Fields(theirs, "other").Paths().Select(path => string.Concat(path)).ToHashSet();
            refusal.Causes.ShouldAllBe(cause => held.Contains(cause.Field));
        }
    }

    [Property]
    public void Record_OfAnyChange_NobodyOwnsWhatIsNotThere(WidgetSpec before, WidgetSpec after)
    {
        var live = Applied(null, before, "other");
        var changed = after.ToObject();
        ManagedFields.Record(live, changed, Widgets.Schema, "editor", "example.dev/v1alpha1", null, Samples.Later);
        ManagerEntries.Of(changed).All.ShouldAllBe(entry => entry.Fields.Except(There(changed)).IsEmpty);
    }

    [Property]
    public void FieldSet_WrittenAndRead_IsTheSame(WidgetSpec spec)
    {
        var set = There(spec.ToObject());
        FieldSet.Parse(JsonNode.Parse(set.ToFieldsV1().ToJsonString())).SetEquals(set).ShouldBeTrue();
    }

    private static JsonObject Applied(JsonObject? live, WidgetSpec spec, string manager, bool force = true) => ServerSideApply.Apply(new()
    {
        Live = live,
        Config = spec.ToObject(),
        Schema = Widgets.Schema,
        Manager = manager,
        ApiVersion = "example.dev/v1alpha1",
        Force = force,
        Time = Samples.Time,
    });

    private static FieldSet Fields(JsonObject owner, string manager) =>
        ManagerEntries.Of(owner).All.FirstOrDefault(entry => entry.Manager == manager)?.Fields ?? new();

    /// <summary>Everything that an object has, containers included.</summary>
    private static FieldSet There(JsonObject owner) =>
        ObjectComparer.Compare(MergeType.OfKind(Widgets.Schema), [], Ownership.WithoutManagedFields(owner)).Added;
}
