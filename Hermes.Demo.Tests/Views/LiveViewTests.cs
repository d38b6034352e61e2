using Hermes.Demo.Snapshots;
using Hermes.Demo.Tests.Rendering;
using Hermes.Demo.Views;
using Spectre.Console;

namespace Hermes.Demo.Tests.Views;

public sealed class LiveViewTests
{
    [Fact]
    public async Task ShowAsync_OnANarrowTerminal_CutsLinesRatherThanWrapThem()
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 40;
        console.Profile.Height = 50;

        await new LiveView(console).ShowAsync(Once(Samples.Of(Samples.ReadyApp)), CancellationToken.None);

        var lines = output.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        lines.ShouldContain(line => line.EndsWith("default/web  Ready  HorizontalPodAutosc…", StringComparison.Ordinal));
        lines.ShouldContain("└── Ready         True     Ready");
        lines.ShouldNotContain(line => line.Contains("http://web.example", StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<DemoSnapshot> Once(DemoSnapshot snapshot)
    {
        await Task.Yield();
        yield return snapshot;
    }
}
