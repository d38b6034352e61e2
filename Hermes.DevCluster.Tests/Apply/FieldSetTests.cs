using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;

namespace Hermes.DevCluster.Tests.Apply;

public class FieldSetTests
{
    [Fact]
    public void ToFieldsV1_EveryKindOfElement_IsWrittenInOrderAndReadBack()
    {
        const string Text = """
            {"f:a":{},"f:b":{".":{},"f:c":{}},"k:{\"name\":\"x\",\"port\":80}":{".":{},"f:port":{}},"v:1":{},"v:10":{},"v:\"a\"":{},"i:0":{}}
            """;
        var set = FieldSet.Parse(JsonNode.Parse(Text));
        var written = set.ToFieldsV1();
        written.ShouldBeJson(Text);
        written.Select(field => field.Key).ShouldBe(
            ["f:a", "f:b", "k:{\"name\":\"x\",\"port\":80}", "v:1", "v:10", "v:\"a\"", "i:0"]);
    }

    [Fact]
    public void Paths_OfASet_PrintAsConflictsDo()
    {
        var set = FieldSet.Parse(JsonNode.Parse("""{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{"f:port":{}}},"f:hosts":{"v:\"h\"":{}}}}"""));
        set.ToString().ShouldBe(".spec.hosts[=\"h\"]\n.spec.ports[port=80,protocol=\"TCP\"].port");
    }

    [Fact]
    public void Except_ParentAndChild_ActOnMembersAlone()
    {
        var set = Set("a", "a.b", "a.c");
        set.Except(Set("a")).SetEquals(Set("a.b", "a.c")).ShouldBeTrue();
        set.Except(Set("a.b")).SetEquals(Set("a", "a.c")).ShouldBeTrue();
        set.ExceptTrees(Set("a")).IsEmpty.ShouldBeTrue();
        set.ExceptTrees(Set("a.b")).SetEquals(Set("a", "a.c")).ShouldBeTrue();
    }

    [Fact]
    public void UnionAndIntersect_OfOverlappingSets_KeepMembersApart()
    {
        Set("a", "b.c").Union(Set("b", "a.d")).SetEquals(Set("a", "a.d", "b", "b.c")).ShouldBeTrue();
        Set("a", "b.c", "b").Intersect(Set("b.c", "a.d")).SetEquals(Set("b.c")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("k:{\"a\":1.0}", "k:{\"a\":1}")]
    [InlineData("k:{\"b\":1,\"a\":2}", "k:{\"a\":2,\"b\":1}")]
    [InlineData("v:1e2", "v:100")]
    public void Parse_SameElementSpelledDifferently_IsTheSame(string spelled, string canonical) =>
        PathElement.Parse(spelled).ShouldBe(PathElement.Parse(canonical));

    private static FieldSet Set(params string[] paths) => Ownership.Paths(paths);
}
