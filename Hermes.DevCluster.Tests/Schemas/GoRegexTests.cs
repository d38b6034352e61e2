using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class GoRegexTests
{
    [Theory]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"^[\d.]+$", "1.5", true)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData("^[[:alpha:]]+$", "ab1", false)]
    [InlineData("^(?P<name>x)+$", "xx", true)]
    [InlineData("^[]a]$", "]", true)]
    [InlineData("^[^]a]$", "]", false)]
    [InlineData("^[$]$", "$", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData("(?i)^AB$", "ab", true)]
    public void Compile_Pattern_MatchesAsGoDoes(string pattern, string text, bool expected) =>
        GoRegex.Compile(pattern)!.IsMatch(text).ShouldBe(expected);

    [Theory]
    [InlineData("(?=a)")]
    [InlineData(@"(a)\1")]
    [InlineData("(")]
    [InlineData("[z-a]")]
    public void Compile_NoRe2Pattern_IsRefused(string pattern) => GoRegex.Compile(pattern).ShouldBeNull();
}
