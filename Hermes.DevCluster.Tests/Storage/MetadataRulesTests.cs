using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Tests.Storage;

public class MetadataRulesTests
{
    private static readonly KindRow Row = new() { Group = "g", Version = "v1", Kind = "Thing", Plural = "things" };

    [Theory]
    [InlineData("""{"name": "a.b-c"}""", "")]
    [InlineData("""{"name": "-a"}""", "metadata.name: Invalid value: \"-a\": a lowercase RFC 1123 subdomain")]
    [InlineData("""{"name": "a", "generateName": "a-"}""", "")]
    [InlineData("""{"name": "a", "generateName": "a."}""", "metadata.generateName: Invalid value: \"a.\": a lowercase RFC 1123 subdomain")]
    [InlineData("""{"name": "a", "labels": {"x y": "1"}}""", "metadata.labels: Invalid value: \"x y\": name part must consist of")]
    [InlineData("""{"name": "a", "labels": {"k": "-"}}""", "metadata.labels: Invalid value: \"-\": a valid label must be")]
    [InlineData("""{"name": "a", "annotations": {"/x": "1"}}""", "metadata.annotations: Invalid value: \"/x\": prefix part must be non-empty")]
    [InlineData("""{"name": "a", "finalizers": ["hold"]}""", "metadata.finalizers: Invalid value: \"hold\": name is neither a standard finalizer name nor is it fully qualified")]
    [InlineData("""{"name": "a", "ownerReferences": [{"apiVersion": "v1", "kind": "K", "name": "n"}]}""", "metadata.ownerReferences.uid: Invalid value: \"\": must not be empty")]
    public void Faults_NameTheFieldAndTheRule(string metadata, string fault)
    {
        var faults = MetadataRules.Faults(Row, Json.Object(metadata)).Select(each => $"{each.Field}: {each.Message}").ToArray();

        if (fault.Length == 0)
        {
            faults.ShouldBeEmpty();
        }
        else
        {
            faults.Single().ShouldStartWith(fault);
        }
    }

    [Fact]
    public void Faults_OfTwoControllers_NameBoth()
    {
        var metadata = Json.Object(
            """
            {"name": "a", "ownerReferences": [
             {"apiVersion": "v1", "kind": "K", "name": "n", "uid": "1", "controller": true},
             {"apiVersion": "v1", "kind": "K", "name": "m", "uid": "2", "controller": true}]}
            """);

        MetadataRules.Faults(Row, metadata).Single().Message.ShouldEndWith(
            "Only one reference can have Controller set to true. Found \"true\" in references for K/n and K/m");
    }

    [Fact]
    public void Normalize_DropsWhatSaysNothingAndNamesWhatIsUnknown()
    {
        var value = Json.Object("""{"metadata": {"name": "a", "labels": {}, "finalizers": [], "creationTimestamp": null, "nope": 1}}""");

        MetadataRules.Normalize(Row, value).ShouldBe(["metadata.nope"]);

        value.ShouldBeJson("""{"metadata": {"name": "a"}}""");
    }

    [Theory]
    [InlineData("""{"metadata": {"labels": {"a": 1}}}""", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"metadata": {"name": true}}""", "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.name of type string")]
    [InlineData("""{"metadata": []}""", "json: cannot unmarshal array into Go struct field metadata of type v1.ObjectMeta")]
    public void Normalize_OfAWrongType_IsABadRequest(string value, string why)
    {
        var refusal = Should.Throw<ApiException>(() => MetadataRules.Normalize(Row, Json.Object(value)));

        refusal.Code.ShouldBe(400);
        refusal.Message.ShouldBe($"Thing in version \"v1\" cannot be handled as a Thing: {why}");
    }
}
