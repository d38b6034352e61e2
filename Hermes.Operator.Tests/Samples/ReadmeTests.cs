using System.Text;
using System.Text.RegularExpressions;
using Hermes.Operator.Commands;

namespace Hermes.Operator.Tests.Samples;

/// <summary>What the README shows is what comes out.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Blocks =
    [
        .. YamlBlock().Matches(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "README.md"))).Select(match => match.Groups["yaml"].Value),
    ];

    [Fact]
    public async Task Readme_ShowsWhatRenderPrintsOfItsApp()
    {
        Blocks[0].ShouldContain("kind: HermesApp");
        var rendered = await RenderAsync(Blocks[0]);

        var children = rendered.Split("---\n");
        children.Length.ShouldBe(Blocks.Length - 1);
        foreach (var excerpt in Blocks.Skip(1))
        {
            var lines = excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var child = children.Where(document => document.Split('\n').Contains(lines[0])).ShouldHaveSingleItem();
            ShouldHoldInOrder(child, lines);
        }
    }

    [Fact]
    public async Task Readme_ShowsTheFaultThatRenderFinds()
    {
        var fault = await RenderFaultAsync(Blocks[0].Replace("minReplicas: 2", "minReplicas: 12", StringComparison.Ordinal));

        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "README.md"));
        readme.ShouldContain("\n" + fault.Replace("stdin:", "hello.yaml:", StringComparison.Ordinal));
    }

    private static void ShouldHoldInOrder(string document, IEnumerable<string> lines)
    {
        var rest = document.Split('\n').AsEnumerable();
        foreach (var line in lines)
        {
            var at = rest.ToList().IndexOf(line);
            at.ShouldBeGreaterThanOrEqualTo(0, $"'{line}' is not where the README has it");
            rest = rest.Skip(at + 1);
        }
    }

    private static async Task<string> RenderAsync(string app)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        (await OperatorCommandLine.InvokeAsync(["render", "-f", "-"], Input(app), output, error)).ShouldBe(0, error.ToString());
        return output.ToString();
    }

    private static async Task<string> RenderFaultAsync(string app)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        (await OperatorCommandLine.InvokeAsync(["render", "-f", "-"], Input(app), output, error)).ShouldBe(1);
        return error.ToString();
    }

    private static MemoryStream Input(string text) => new(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();
}
