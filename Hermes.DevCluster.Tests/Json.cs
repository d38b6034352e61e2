using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Tests;

/// <summary>JSON written down in tests.</summary>
internal static class Json
{
    public static JsonObject Object(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>Fails with both texts when the values differ; the order of fields does not matter.</summary>
    public static void ShouldBeJson(this JsonNode? actual, string expected)
    {
        var wanted = JsonNode.Parse(expected);
        if (!JsonNode.DeepEquals(actual, wanted))
        {
            (actual?.ToJsonString()).ShouldBe(wanted?.ToJsonString());
            throw new ShouldAssertException("the values differ though their texts do not");
        }
    }
}
