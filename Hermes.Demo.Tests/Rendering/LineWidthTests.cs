using Hermes.Demo.Rendering;

namespace Hermes.Demo.Tests.Rendering;

public sealed class LineWidthTests
{
    private static readonly Line Line = new(new Span("abc"), new Span("defg", Tone.Bad), new Span("h"));

    [Theory]
    [InlineData(8, "abcdefgh")]
    [InlineData(7, "abcdef…")]
    [InlineData(4, "abc…")]
    [InlineData(1, "…")]
    public void Cut_ToColumns_FillsThemAtMost(int columns, string text) => LineWidth.Cut(Line, columns).ToString().ShouldBe(text);
}
