using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Children;
using Hermes.Operator.Commands;
using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Children;

/// <summary>
/// One folder for each case: <c>input.yaml</c> is an app, <c>environment.yaml</c> (optional) is what else its children depend on,
/// <c>expected.yaml</c> is all of them. <c>HERMES_UPDATE_GOLDEN=1</c> rewrites what is expected; each change is then to be read.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "Hermes.Operator.Tests", "Children", "Golden");

    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static TheoryData<string> Cases => [.. Names];

    internal static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    internal static string ExpectedPath(string @case) => Path.Combine(Folder, @case, "expected.yaml");

    [Theory]
    [MemberData(nameof(Cases))]
    public void DesiredChildren_OfTheCase_AreAsExpected(string @case)
    {
        var children = DesiredChildren.For(Input(@case), Environment(@case));

        var actual = ChildManifests.Write(children.All);
        var expected = ExpectedPath(@case);
        if (System.Environment.GetEnvironmentVariable("HERMES_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(expected, actual);
        }

        actual.ShouldBe(File.ReadAllText(expected));
    }

    /// <summary>What the server would drop or change comes back as a difference at every reconcile.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void DesiredChildren_OfTheCase_NameNothingEmpty(string @case)
    {
        foreach (var child in YamlReader.Read(ChildManifests.Write(DesiredChildren.For(Input(@case), Environment(@case)).All)))
        {
            EmptyValues("", child.Content).ShouldBeEmpty();
        }
    }

    internal static HermesApp Input(string @case)
    {
        var document = HermesAppDocument.Read(Read(@case, "input.yaml"));
        document.Faults.ShouldBeEmpty();
        return document.App!;
    }

    internal static ChildEnvironment Environment(string @case) => File.Exists(Path.Combine(Folder, @case, "environment.yaml"))
        ? Read(@case, "environment.yaml").Deserialize<ChildEnvironment>(CamelCase)!
        : new ChildEnvironment();

    private static JsonNode Read(string @case, string file) =>
        YamlReader.Read(File.ReadAllText(Path.Combine(Folder, @case, file))).ShouldHaveSingleItem().Content;

    private static IEnumerable<string> EmptyValues(string path, JsonNode? node) => node switch
    {
        // The one value that is meant to be empty: it says which kind of volume this is.
        JsonObject { Count: 0 } when path.EndsWith(".emptyDir", StringComparison.Ordinal) => [],
        null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => [path],
        // An argument may be empty; it keeps its place.
        JsonValue value when value.ToJsonString() == "\"\"" => path.Contains(".args[", StringComparison.Ordinal) ? [] : [path],
        JsonObject fields => fields.SelectMany(field => EmptyValues($"{path}.{field.Key}", field.Value)),
        JsonArray list => list.SelectMany((item, index) => EmptyValues($"{path}[{index}]", item)),
        _ => [],
    };
}
