using Hermes.Demo.Snapshots;
using Hermes.Demo.Tests.Rendering;
using Hermes.Demo.Views;

namespace Hermes.Demo.Tests.Views;

public sealed class PlainViewTests
{
    [Fact]
    public async Task ShowAsync_OfSnapshots_WritesChangesAndTheTreeOnceAllIsReady()
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var waiting = Samples.Of(Samples.ReadyApp with { IsObserved = false });

        await new PlainView(output).ShowAsync(
            Of(waiting, Samples.Of(Samples.ReadyApp), Samples.Of(Samples.ReadyApp)), CancellationToken.None);

        var text = output.ToString();
        text.ShouldStartWith("default/web: Accepted=True Valid\n");
        text.Split("└── Ready").Length.ShouldBe(2, "the tree is written once");
        text.ShouldNotContain("\u001b");
    }

    private static async IAsyncEnumerable<DemoSnapshot> Of(params DemoSnapshot[] snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            await Task.Yield();
            yield return snapshot;
        }
    }
}
