using Hermes.Operator.Validation;
using k8s.Models;

namespace Hermes.Operator.Tests.Validation;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData(null, "is required")]
    [InlineData("", "is required")]
    [InlineData(
        "a-name-that-takes-all-of-the-fifty-one-characters-kk", "must have at most 51 characters, not 52: names of children are made from it")]
    [InlineData("2hello", "must be a DNS label: lower-case letters, digits and '-', from a letter to a letter or digit")]
    [InlineData("hello-interceptor", "must not end in -interceptor: another app's child may have that name")]
    [InlineData("keda-hpa-hello", "must not start with keda-hpa-: KEDA's autoscaler of another app may have that name")]
    public void Check_ANameThatSomeChildCannotHave_SaysWhy(string? name, string message) =>
        NameRules.Check(new V1ObjectMeta { Name = name }).ShouldHaveSingleItem().ToString().ShouldBe($"metadata.name: {message}");

    [Fact]
    public void Check_WithoutMetadata_AsksForAName() =>
        NameRules.Check(null).ShouldHaveSingleItem().ToString().ShouldBe("metadata.name: is required");
}
