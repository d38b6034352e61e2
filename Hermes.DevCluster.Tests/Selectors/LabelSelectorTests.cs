using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Selectors;

namespace Hermes.DevCluster.Tests.Selectors;

public class LabelSelectorTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app==web,tier=back", true)]
    [InlineData("app=other", false)]
    [InlineData("app!=web", false)]
    [InlineData("none!=web", true)]
    [InlineData("app", true)]
    [InlineData("!app", false)]
    [InlineData("!none", true)]
    [InlineData("app in (a, web)", true)]
    [InlineData("app notin (a,b)", true)]
    [InlineData("none notin (a)", true)]
    [InlineData("none in (a)", false)]
    [InlineData("size>4", true)]
    [InlineData("size<4", false)]
    [InlineData("empty=", true)]
    [InlineData("app in (,web)", true)]
    [InlineData("example.dev/part=x", true)]
    public void Matches_FollowsTheGrammar(string selector, bool matches) =>
        LabelSelector.Parse(selector).Matches(Json.Object(
            """{"metadata": {"labels": {"app": "web", "tier": "back", "size": "5", "empty": "", "example.dev/part": "x"}}}""")).ShouldBe(matches);

    [Theory]
    [InlineData("app===a", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("app in a", "unable to parse requirement: found 'a', expected: '('")]
    [InlineData("app in (a b)", "unable to parse requirement: found 'b', expected: ',' or ')'")]
    [InlineData("app web", "unable to parse requirement: found 'web', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a=b,", "found '', expected: identifier after ','")]
    public void Parse_OfABadSelector_SaysWhatItFound(string selector, string message)
    {
        var refusal = Should.Throw<ApiException>(() => LabelSelector.Parse(selector));

        refusal.Code.ShouldBe(400);
        refusal.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"matchLabels": {"b": "2", "a": "1"}}""", "a=1,b=2")]
    [InlineData("""{"matchExpressions": [{"key": "t", "operator": "In", "values": ["y", "x"]}, {"key": "z", "operator": "Exists"}]}""", "t in (x,y),z")]
    [InlineData("""{"matchExpressions": [{"key": "t", "operator": "NotIn", "values": ["x"]}, {"key": "z", "operator": "DoesNotExist"}]}""", "t notin (x),!z")]
    public void Format_WritesTheTextForm(string selector, string text) =>
        LabelSelector.Format(Json.Object(selector)).ShouldBe(text);
}
