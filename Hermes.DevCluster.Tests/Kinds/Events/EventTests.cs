using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Kinds.Events;

public sealed class EventTests
{
    private const string Valid = """
        {"apiVersion": "events.k8s.io/v1", "kind": "Event", "metadata": {"name": "web.1", "namespace": "demo"},
         "eventTime": "2026-01-01T00:00:00.000000Z", "reportingController": "hermes.dev/operator", "reportingInstance": "pod-1",
         "action": "Apply", "reason": "Created", "type": "Normal", "note": "created Deployment web",
         "regarding": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "demo"}}
        """;

    private static readonly KindRow Core = KindWriter.Row("Event", "");

    private static readonly KindRow Grouped = KindWriter.Row("Event", "events.k8s.io");

    [Fact]
    public void Rows_OfBothGroups_ShareTheirObjects() => Core.StorageKey.ShouldBe(Grouped.StorageKey);

    [Fact]
    public void Event_WrittenInItsGroup_IsReadInTheCoreGroup()
    {
        var stored = Grouped.ToStored!(KindWriter.Create(Grouped, Valid));

        stored.TextAt("apiVersion").ShouldBe("v1");
        stored.TextAt("message").ShouldBe("created Deployment web");
        stored.TextAt("involvedObject", "name").ShouldBe("web");
        stored.TextAt("reportingComponent").ShouldBe("hermes.dev/operator");
        stored["source"].ShouldBeJson("{}");
        stored.ContainsKey("firstTimestamp").ShouldBeTrue();
        stored["firstTimestamp"].ShouldBeNull();
    }

    [Fact]
    public void Event_ConvertedThereAndBack_IsTheSame()
    {
        var written = KindWriter.Create(Grouped, Valid);

        var back = Grouped.FromStored!(Grouped.ToStored!(written.DeepClone().AsObject()));

        JsonNode.DeepEquals(back, written).ShouldBeTrue($"{back.ToJsonString()}\n{written.ToJsonString()}");
    }

    [Theory]
    [InlineData("\"action\": \"Apply\",", "", "action: Required value")]
    [InlineData("\"type\": \"Normal\"", "\"type\": \"Bad\"", "type: Invalid value: \"\": has invalid value: Bad")]
    [InlineData("\"eventTime\": \"2026-01-01T00:00:00.000000Z\",", "", "eventTime: Required value")]
    [InlineData(
        "\"name\": \"web\", \"namespace\": \"demo\"",
        "\"name\": \"web\"",
        "involvedObject.namespace: Invalid value: \"\": does not match event.namespace")]
    [InlineData("\"type\": \"Normal\"", "\"type\": \"Normal\", \"series\": {\"count\": 1, \"lastObservedTime\": \"2026-01-01T00:00:00.000000Z\"}", "series.count: Invalid value: \"\": should be at least 2")]
    public void Event_Checked_HasTheRealServersFaults(string part, string broken, params string[] faults) =>
        KindWriter.Faults(Grouped, Valid.Replace(part, broken, StringComparison.Ordinal)).ShouldBe(faults);

    [Fact]
    public void Series_Grown_IsAllowedWhileTheRestIsImmutable()
    {
        var old = KindWriter.Create(Grouped, Valid);
        var grown = Valid.Replace(
            "\"type\": \"Normal\"",
            "\"type\": \"Normal\", \"series\": {\"count\": 2, \"lastObservedTime\": \"2026-01-01T00:00:05.000000Z\"}",
            StringComparison.Ordinal);

        KindWriter.Faults(Grouped, grown, old).ShouldBeEmpty();
        KindWriter.Faults(Grouped, grown.Replace("created Deployment web", "changed", StringComparison.Ordinal), old)
            .ShouldBe(["message: Invalid value: \"changed\": field is immutable"]);
    }
}
