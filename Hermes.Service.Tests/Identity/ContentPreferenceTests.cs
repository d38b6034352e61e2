using Hermes.Service.Identity;

namespace Hermes.Service.Tests.Identity;

public sealed class ContentPreferenceTests
{
    [Theory]
    [InlineData("text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("text/*;q=0.9, application/json;q=0.1")]
    [InlineData("application/*;q=0.2, */*")]
    public void PrefersHtml_WhenHtmlHasTheHigherQuality_IsTrue(string accept) => ContentPreference.PrefersHtml(accept).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("text/html;q=0.5, application/json")]
    [InlineData("text/html;q=0, */*")]
    [InlineData("text/html, application/json")]
    [InlineData("not a header")]
    public void PrefersHtml_WhenJsonIsAsGood_IsFalse(string? accept) => ContentPreference.PrefersHtml(accept).ShouldBeFalse();
}
