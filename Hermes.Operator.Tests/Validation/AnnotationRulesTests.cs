using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

public sealed class AnnotationRulesTests
{
    private const string NoKey = "must have a key of letters, digits, '-', '_' and '.', after a DNS name and '/' if it has one";

    private static readonly string LongestName = new('n', 63);
    private static readonly string LongestPrefix = string.Join('.', Enumerable.Repeat(new string('p', 62), 4)) + ".p";

    public static TheoryData<string> Keys => ["a", "A.b-c_d", LongestName, "example.com/a", "Example.COM/a", $"{LongestPrefix}/{LongestName}", "hermes.development/a"];

    public static TheoryData<string> Misfits => ["", "-a", "a b", "a/", "/a", "a_b/a", ".a/b", $"{LongestName}n", $"{LongestPrefix}p/a", "a/b/c"];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Check_AKeyThatAnAnnotationMayHave_IsNoFault(string key) => Check(key).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Check_AnyOtherKey_IsAFault(string key) => Check(key).ShouldBe([$"annotations[{key}]: {NoKey}"]);

    [Theory]
    [InlineData("nginx.ingress.kubernetes.io/server-snippet")]
    [InlineData("nginx.ingress.kubernetes.io/Configuration-Snippet")]
    [InlineData("nginx.org/location-snippets")]
    public void Check_ASnippet_IsAFault(string key) => Check(key).ShouldBe([$"annotations[{key}]: {AnnotationRules.NoSnippet}"]);

    [Fact]
    public void Check_NoAnnotations_IsNoFault() => AnnotationRules.Check("annotations", null).ShouldBeEmpty();

    private static IEnumerable<string> Check(string key) =>
        AnnotationRules.Check("annotations", new Dictionary<string, string> { [key] = "x" }).Select(fault => fault.ToString());
}
