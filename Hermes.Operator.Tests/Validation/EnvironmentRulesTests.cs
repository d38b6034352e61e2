using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

/// <summary>All that core/v1 lets a variable refer to.</summary>
public sealed class EnvironmentRulesTests
{
    private const string NoField = "spec.env[0].valueFrom.fieldRef.fieldPath: must be a field that a container can see, such as metadata.name";

    [Theory]
    [InlineData("metadata.name")]
    [InlineData("metadata.namespace")]
    [InlineData("metadata.uid")]
    [InlineData("metadata.labels['a']")]
    [InlineData("metadata.annotations['a']")]
    [InlineData("spec.nodeName")]
    [InlineData("spec.serviceAccountName")]
    [InlineData("status.hostIP")]
    [InlineData("status.hostIPs")]
    [InlineData("status.podIP")]
    [InlineData("status.podIPs")]
    public void Check_AFieldThatAContainerCanSee_IsNoFault(string path) => Check(new() { FieldRef = new() { FieldPath = path } }).ShouldBeEmpty();

    [Theory]
    [InlineData("metadata.generation")]
    [InlineData("metadata.labels")]
    [InlineData("metadata.labels['a'")]
    [InlineData("metadata.annotations['']")]
    [InlineData("spec.labels['a']")]
    public void Check_AnyOtherField_IsAFault(string path) => Check(new() { FieldRef = new() { FieldPath = path } }).ShouldBe([NoField]);

    [Theory]
    [InlineData("limits.cpu")]
    [InlineData("limits.memory")]
    [InlineData("limits.ephemeral-storage")]
    [InlineData("requests.cpu")]
    [InlineData("requests.memory")]
    [InlineData("requests.ephemeral-storage")]
    public void Check_AResourceOfTheContainer_IsNoFault(string resource) => Check(OfResource(resource, null)).ShouldBeEmpty();

    [Theory]
    [InlineData("requests.cpu", "0")]
    [InlineData("requests.cpu", "1m")]
    [InlineData("requests.cpu", "1")]
    [InlineData("limits.memory", "0")]
    [InlineData("limits.memory", "1")]
    [InlineData("limits.memory", "1k")]
    [InlineData("limits.memory", "1M")]
    [InlineData("limits.memory", "1G")]
    [InlineData("limits.memory", "1T")]
    [InlineData("limits.memory", "1P")]
    [InlineData("limits.memory", "1E")]
    [InlineData("limits.memory", "1Ki")]
    [InlineData("limits.memory", "1Mi")]
    [InlineData("limits.memory", "1Gi")]
    [InlineData("limits.memory", "1Ti")]
    [InlineData("limits.memory", "1Pi")]
    [InlineData("limits.memory", "1Ei")]
    public void Check_ADivisorOfTheResource_IsNoFault(string resource, string divisor) => Check(OfResource(resource, divisor)).ShouldBeEmpty();

    [Theory]
    [InlineData("limits.cpu", "1k", "0, 1m, 1")]
    [InlineData("limits.memory", "1m", "0, 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei")]
    [InlineData("requests.ephemeral-storage", "2Mi", "0, 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei")]
    public void Check_AnyOtherDivisor_IsToldWhichThereAre(string resource, string divisor, string divisors) =>
        Check(OfResource(resource, divisor)).ShouldBe([$"spec.env[0].valueFrom.resourceFieldRef.divisor: must be one of {divisors}"]);

    [Fact]
    public void Check_AnUnknownResourceWithADivisor_IsToldOfTheResourceOnly() =>
        Check(OfResource("limits.gpu", "1Mi")).ShouldHaveSingleItem().ShouldStartWith("spec.env[0].valueFrom.resourceFieldRef.resource: must be one of ");

    private static EnvironmentVariableSource OfResource(string resource, string? divisor) =>
        new() { ResourceFieldRef = new() { Resource = resource, Divisor = divisor } };

    private static IEnumerable<string> Check(EnvironmentVariableSource source) =>
        EnvironmentRules.Check(new HermesAppSpec { Image = "a", Env = [new EnvironmentVariable { Name = "A", ValueFrom = source }] })
            .Select(fault => fault.ToString());
}
