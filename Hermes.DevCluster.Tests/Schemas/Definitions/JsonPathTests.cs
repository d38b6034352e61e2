using Hermes.DevCluster.Schemas.Definitions;

namespace Hermes.DevCluster.Tests.Schemas.Definitions;

public class JsonPathTests
{
    private const string Document = """
        {"a": {"b.c": 1, "list": [{"n": "x", "v": 1}, {"n": "y", "v": 2, "flag": true}]}, "empty": null}
        """;

    [Theory]
    [InlineData(".a.list[0].n", "[\"x\"]")]
    [InlineData(".a.list[-1].n", "[\"y\"]")]
    [InlineData(".a.list[7].n", "[]")]
    [InlineData(".a.list[*].v", "[1,2]")]
    [InlineData(@".a.b\.c", "[1]")]
    [InlineData(".a['b.c']", "[1]")]
    [InlineData(".a.list[?(@.n==\"y\")].v", "[2]")]
    [InlineData(".a.list[?(@.n=='x')].v", "[1]")]
    [InlineData(".a.list[?(@.v>1)].n", "[\"y\"]")]
    [InlineData(".a.list[?(@.v!=1)].n", "[\"y\"]")]
    [InlineData(".a.list[?(@.flag)].n", "[\"y\"]")]
    [InlineData(".missing.b", "[]")]
    [InlineData(".empty", "[null]")]
    public void Find_Path_LeadsToValues(string path, string expected)
    {
        var found = JsonPath.Parse(path)!.Find(Json.Object(Document)).Select(value => value?.ToJsonString() ?? "null");
        $"[{string.Join(',', found)}]".ShouldBe(expected);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("..a")]
    [InlineData(".a[")]
    [InlineData(".a[1:2]")]
    [InlineData(".a[?(1==1)]")]
    public void Parse_OutsideTheSubset_IsNull(string path) => JsonPath.Parse(path).ShouldBeNull();
}
