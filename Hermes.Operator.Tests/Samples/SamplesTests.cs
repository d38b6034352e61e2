using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;
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
    public async Task Render_OfASample_GivesItsChildrenWithoutAFault(string file, string kinds) =>
        (await RenderAsync(file)).Select(child => child["kind"]!.GetValue<string>()).ShouldBe(kinds.Split(", "));

    [Fact]
    public async Task Telemetry_OfTheRaftAiHermesSample_IsUnderItsNameOverHttp()
    {
        var deployment = (await RenderAsync("raft-ai-hermes.yaml")).Single(child => child["kind"]!.GetValue<string>() == "Deployment");

        var variables = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .ToDictionary(variable => variable!["name"]!.GetValue<string>(), variable => variable!["value"]?.GetValue<string>());
        variables["OTEL_SERVICE_NAME"].ShouldBe("raft-ai-hermes");
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("http/protobuf");
        new Uri(variables["OTEL_EXPORTER_OTLP_ENDPOINT"]!).Port.ShouldBe(4318);
    }

    private static async Task<IReadOnlyList<JsonNode>> RenderAsync(string file)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        var exitCode = await OperatorCommandLine.InvokeAsync(["render", "-f", Path.Combine(Folder, file)], Stream.Null, output, error);

        error.ToString().ShouldBeEmpty();
        exitCode.ShouldBe(0);
        return [.. YamlReader.Read(output.ToString()).Select(document => document.Content)];
    }
}
