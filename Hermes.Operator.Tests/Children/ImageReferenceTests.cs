using Hermes.Operator.Children;

namespace Hermes.Operator.Tests.Children;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("hello", "Always")]
    [InlineData("hello:latest", "Always")]
    [InlineData("acme/hello", "Always")]
    [InlineData("localhost:5000/hello", "Always")]
    [InlineData("localhost:5000/acme/hello:latest", "Always")]
    [InlineData("hello:1.0", "IfNotPresent")]
    [InlineData("hello:latest-1", "IfNotPresent")]
    [InlineData("localhost:5000/hello:1.0", "IfNotPresent")]
    [InlineData("hello@sha256:0123", "IfNotPresent")]
    [InlineData("hello:latest@sha256:0123", "IfNotPresent")]
    [InlineData("localhost:5000/hello@sha256:0123", "IfNotPresent")]
    public void DefaultPullPolicy_OfAnImage_AsksHowItMoves(string image, string policy) =>
        ImageReference.DefaultPullPolicy(image).ShouldBe(policy);

    [Theory]
    [InlineData("hello", null)]
    [InlineData("localhost:5000/hello", null)]
    [InlineData("hello:latest", "latest")]
    [InlineData("localhost:5000/acme/hello:1.0", "1.0")]
    [InlineData("localhost:5000/hello@sha256:0123", "sha256:0123")]
    [InlineData("hello:1.0@sha256:0123", "1.0@sha256:0123")]
    public void Version_OfAnImage_IsItsTagAndDigest(string image, string? version) => ImageReference.Version(image).ShouldBe(version);
}
