using System.Text.Json;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class PooledStringConverterTests
{
    private readonly ResourceDefinition<V1ConfigMap> _definition = new ResourceCatalog([SourceGenerationContext.Default]).Get<V1ConfigMap>();

    [Fact]
    public void Read_OfEqualStringsInTwoObjects_GivesTheSameOnes()
    {
        var (one, other) = (Read("""{"data":{"tier":"web"}}"""), Read("""{"data":{"t\u0069er":"w\u0065b"}}"""));

        one.Data.Single().ShouldBe(KeyValuePair.Create("tier", "web"));
        other.Data.Single().Key.ShouldBeSameAs(one.Data.Single().Key);
        other.Data.Single().Value.ShouldBeSameAs(one.Data.Single().Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("naïve 東京 🚀")]
    [InlineData("line\nbreak \"quoted\" back\\slash")]
    public void Read_OfAnyText_GivesWhatWasWritten(string text)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new V1ConfigMap { Data = new Dictionary<string, string> { [text] = text } }, _definition.Contract);

        JsonSerializer.Deserialize(json, _definition.SlimContract)!.Data.Single().ShouldBe(KeyValuePair.Create(text, text));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(129)]
    public void Read_OfLongText_GivesAllOfIt(int length)
    {
        var text = new string('x', length);

        Read($$$"""{"data":{"a":"{{{text}}}"}}""").Data["a"].ShouldBe(text);
    }

    [Fact]
    public void Read_OfNull_GivesNull() => Read("""{"data":{"a":null}}""").Data["a"].ShouldBeNull();

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("\"\\ud800\"")]
    public void Read_OfWhatIsNoText_IsAFaultOfTheJson(string value) =>
        Should.Throw<JsonException>(() => Read($$$"""{"data":{"a":{{{value}}}}}"""));

    private V1ConfigMap Read(string json) => JsonSerializer.Deserialize(json, _definition.SlimContract)!;
}
