using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermes.Chart.Tests.Charts;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Workflows;

/// <summary>What can be told of the workflows without running them.</summary>
public sealed partial class WorkflowTests
{
    // YAML 1.1 takes the key `on` for a boolean.
    private const string On = "true";

    private static readonly string[] Names = ["ci.yaml", "nightly.yaml", "release.yaml"];

    public static TheoryData<string> Workflows => [.. Names];

    [Fact]
    public void Workflows_OfTheRepository_AreThese() => Directory.GetFiles(RepositoryFolder.PathOf(".github", "workflows")).Select(Path.GetFileName)
        .Order(StringComparer.Ordinal).ShouldBe(Names);

    /// <summary>What a job may do beyond reading is said by the job.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_AsAWhole_MayOnlyRead(string file)
    {
        var workflow = Read(file);

        workflow["permissions"]!.ToJsonString().ShouldBe("""{"contents":"read"}""");
        workflow[On].ShouldNotBeNull();
        workflow[On]!.AsObject().ContainsKey("pull_request_target").ShouldBeFalse("it runs strangers' code with the repository's rights");
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Jobs_OfAWorkflow_AreBounded(string file) =>
        Jobs(file).ShouldAllBe(job => job["timeout-minutes"] != null && job["runs-on"] != null);

    [Fact]
    public void Jobs_ThatMayWrite_AreTheReleasesOnly() => Names.Where(file => file != "release.yaml")
        .SelectMany(Jobs).ShouldAllBe(job => job["permissions"] == null);

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_OfAWorkflow_ArePinned(string file) =>
        Steps(file).Select(step => step["uses"]?.GetValue<string>()).OfType<string>().ShouldAllBe(action => PinnedAction().IsMatch(action));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Checkouts_OfAWorkflow_KeepNoToken(string file) =>
        Steps(file).Where(step => step["uses"]?.GetValue<string>().StartsWith("actions/checkout@", StringComparison.Ordinal) is true)
            .ShouldAllBe(step => step["with"]!["persist-credentials"]!.ToJsonString() == "false");

    /// <summary>What others can choose, such as a branch's name, must not become part of a script.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Scripts_OfAWorkflow_TakeWhatTheyNeedFromTheEnvironment(string file) =>
        Steps(file).Select(step => step["run"]?.GetValue<string>()).OfType<string>().ShouldAllBe(script => !script.Contains("${{", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Files_ThatAWorkflowNames_AreThere(string file)
    {
        var text = File.ReadAllText(RepositoryFolder.PathOf(".github", "workflows", file));

        foreach (var path in NamedFile().Matches(text).Select(match => match.Value.TrimEnd('.')).Distinct(StringComparer.Ordinal))
        {
            Path.Exists(RepositoryFolder.PathOf(path)).ShouldBeTrue(path);
        }
    }

    [Fact]
    public void Images_OfTheMatrix_HaveADockerfileEach() => Names.SelectMany(Jobs)
        .SelectMany(job => (job["strategy"]?["matrix"]?["image"]).Strings()).Distinct(StringComparer.Ordinal)
        .Select(image => $"Dockerfile.{image}").ShouldBe(["Dockerfile.operator", "Dockerfile.service"]);

    private static JsonObject Read(string file) =>
        YamlReader.Read(File.ReadAllText(RepositoryFolder.PathOf(".github", "workflows", file))).ShouldHaveSingleItem().Content.AsObject();

    private static IEnumerable<JsonNode> Jobs(string file) => Read(file)["jobs"]!.AsObject().Select(job => job.Value!);

    private static IEnumerable<JsonNode> Steps(string file) => Jobs(file).SelectMany(job => job["steps"]!.AsArray()).Select(step => step!);

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@(v\d+|[0-9a-f]{40})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"(?<![\w/.])(\.ci/[\w-]+|config/[\w./-]+|Hermes\.\w+(\.Tests)?|global\.json)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedFile();
}
