using System.Text.Json.Nodes;
using Hermes.DevCluster.Simulation;

namespace Hermes.DevCluster.Tests.Simulation;

public sealed class RolloutPlanTests
{
    [Theory]
    [InlineData(3, 0, null, "25%", "25%", 3, 3, 0)]
    [InlineData(3, 3, null, "25%", "25%", 3, 3, 0)]
    [InlineData(3, 0, 0L, "25%", "25%", 3, 0, 0)]
    [InlineData(3, 3, 0L, "25%", "25%", 1, 0, 3)]
    [InlineData(8, 8, 0L, "25%", "25%", 4, 0, 6)]
    [InlineData(4, 4, 2L, "0", "1", 3, 2, 2)]
    [InlineData(0, 2, 0L, "25%", "25%", 0, 0, 0)]
    public void Plan_ForARollingUpdate_KeepsWhatServes(
        int wished, long former, long? readyAtMost, string unavailable, string surge, long added, long ready, long old)
    {
        var spec = Spec(wished, "RollingUpdate", unavailable, surge);

        RolloutPlan.For(spec, former, readyAtMost).ShouldBe(new RolloutPlan(added, ready, old));
    }

    [Fact]
    public void Plan_ForRecreate_KeepsNothing() =>
        RolloutPlan.For(Spec(3, "Recreate", "25%", "25%"), 3, 0).ShouldBe(new RolloutPlan(3, 0, 0));

    [Fact]
    public void Minimum_IsWhatMustStayAvailable()
    {
        RolloutPlan.Minimum(Spec(8, "RollingUpdate", "25%", "25%")).ShouldBe(6);
        RolloutPlan.Minimum(Spec(8, "Recreate", "25%", "25%")).ShouldBe(8);
    }

    private static JsonObject Spec(int wished, string type, string unavailable, string surge) => new()
    {
        ["replicas"] = wished,
        ["strategy"] = new JsonObject
        {
            ["type"] = type,
            ["rollingUpdate"] = new JsonObject { ["maxUnavailable"] = Share(unavailable), ["maxSurge"] = Share(surge) },
        },
    };

    private static JsonNode Share(string text) => text.EndsWith('%') ? text : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
