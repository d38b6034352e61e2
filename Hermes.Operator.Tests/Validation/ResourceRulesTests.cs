using Hermes.Operator.Entities;
using Hermes.Operator.Validation;
using k8s.Models;

namespace Hermes.Operator.Tests.Validation;

public sealed class ResourceRulesTests
{
    [Theory]
    [InlineData("cpu", "1", "1")]
    [InlineData("memory", "1", "2")]
    [InlineData("ephemeral-storage", "1", null)]
    [InlineData("hugepages-2Mi", "1", "1")]
    [InlineData("example.com/gpu", "1", "1")]
    [InlineData("kubernetes.io/a", "1", null)]
    [InlineData("a.kubernetes.io/b", "1", "2")]
    [InlineData("cpu", "1500m", null)]
    public void Check_AnAmountThatANodeCanPromise_IsNoFault(string resource, string request, string? limit) =>
        Check(resource, request, limit).ShouldBeEmpty();

    [Theory]
    [InlineData("cpu", "2", "1", "must not be above the limit (1)")]
    [InlineData("example.com/gpu", "2", "1", "must not be above the limit (1)")]
    [InlineData("example.com/gpu", "1", "2", "must be equal to the limit, or be left out")]
    [InlineData("hugepages-2Mi", "1", null, "must be equal to the limit, or be left out")]
    [InlineData("memory", "1.5", null, "must be a whole number, not 1500m: m stands for a thousandth")]
    [InlineData("ephemeral-storage", "1m", null, "must be a whole number, not 1m: m stands for a thousandth")]
    [InlineData("cpu", "10E", null, "must be less than 8Ei")]
    [InlineData("gpu", "1", "1", "is no resource: use cpu, memory, ephemeral-storage or a name with a domain")]
    public void Check_AnyOtherAmount_SaysWhatMustHold(string resource, string request, string? limit, string message) =>
        Check(resource, request, limit).Where(fault => fault.StartsWith("spec.resources.requests", StringComparison.Ordinal))
            .ShouldBe([$"spec.resources.requests[{resource}]: {message}"]);

    [Fact]
    public void Check_WhatIsNoAmount_LeavesThatToTheDeclaredRulesAndJudgesTheOthers() =>
        ResourceRules.Check(Spec(new() { ["cpu"] = "one", ["memory"] = "1m" }, [])).Select(fault => fault.Path).ShouldBe(["spec.resources.requests[memory]"]);

    private static IEnumerable<string> Check(string resource, string request, string? limit) =>
        ResourceRules.Check(Spec(new() { [resource] = request }, limit is null ? [] : new() { [resource] = limit })).Select(fault => fault.ToString());

    private static HermesAppSpec Spec(Dictionary<string, IntOrString> requests, Dictionary<string, IntOrString> limits) =>
        new() { Image = "a", Resources = new ResourceRequirements { Requests = requests, Limits = limits } };
}
