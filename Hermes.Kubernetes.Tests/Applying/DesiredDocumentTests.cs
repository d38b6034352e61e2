using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Applying;

public sealed class DesiredDocumentTests
{
    [Fact]
    public void Hash_OrderOfLabels_DoesNotMatter() =>
        Hash(new() { ["a"] = "1", ["b"] = "2" }).ShouldBe(Hash(new() { ["b"] = "2", ["a"] = "1" }));

    [Fact]
    public void Hash_OtherValue_Differs() => Hash(new() { ["a"] = "1" }).ShouldNotBe(Hash(new() { ["a"] = "2" }));

    // The hash is stored in objects: a change of it makes the next operator version apply every object once more.
    [Fact]
    public void Hash_IsStableAcrossVersions() => Hash(new() { ["a"] = "1" }).ShouldBe("5e9d8dd24f395f35eb84077cdbf53c1e");

    [Fact]
    public void Digest_EqualObjects_IsEqual() => Document(new() { ["a"] = "1" }).Digest.ShouldBe(Document(new() { ["a"] = "1" }).Digest);

    [Fact]
    public void Digest_OtherValue_Differs() => Document(new() { ["a"] = "1" }).Digest.ShouldNotBe(Document(new() { ["a"] = "2" }).Digest);

    private static string Hash(Dictionary<string, string> labels) => Document(labels).Hash;

    private static DesiredDocument Document(Dictionary<string, string> labels) => DesiredDocument.From(
        new V1Service { Metadata = new V1ObjectMeta { Name = "web", Labels = labels } },
        new ResourceCatalog([SourceGenerationContext.Default]).Get<V1Service>().Contract);
}
