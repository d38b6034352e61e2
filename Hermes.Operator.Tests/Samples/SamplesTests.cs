using Hermes.Operator.Commands;

namespace Hermes.Operator.Tests.Samples;

/// <summary>What stands in <c>config/samples</c> is what people start from.</summary>
public sealed class SamplesTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "config", "samples");

    public static TheoryData<string, string> ChildrenOfSamples => new()
    {
        { "minimal.yaml", "Deployment, Service" },
        { "raft-ai-hermes.yaml", "Deployment, Service, Ingress, HorizontalPodAutoscaler" },
        { "scale-to-zero.yaml", "Deployment, Service, Service, Ingress, HTTPScaledObject, ScaledObject" },
    };

    [Fact]
    public void Folder_HoldsTheSamplesThatAreTestedHere() =>
        Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(ChildrenOfSamples.Select(row => (string)((object[])row)[0]));

    [Theory]
    [MemberData(nameof(ChildrenOfSamples))]
    public async Task Render_OfASample_GivesItsChildrenWithoutAFault(string file, string kinds)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        var exitCode = await OperatorCommandLine.InvokeAsync(["render", "-f", Path.Combine(Folder, file)], Stream.Null, output, error);

        error.ToString().ShouldBeEmpty();
        exitCode.ShouldBe(0);
        output.ToString().Split('\n').Where(line => line.StartsWith("kind: ", StringComparison.Ordinal)).Select(line => line["kind: ".Length..])
            .ShouldBe(kinds.Split(", "));
    }
}
