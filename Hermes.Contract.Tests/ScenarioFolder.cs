using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Contract.Tests;

/// <summary>
/// The scenarios: in each folder <c>requests.yaml</c> is written by hand, and <c>answers.yaml</c> is how a real API server answered,
/// one document for each named request, volatile values masked.
/// </summary>
internal static class ScenarioFolder
{
    private const string NameField = "name";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Root { get; } = Path.Combine(FindRepository(AppContext.BaseDirectory), "Hermes.Contract.Tests", "Scenarios");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static Scenario Load(string name)
    {
        var content = YamlReader.Read(File.ReadAllText(Path.Combine(Root, name, "requests.yaml"))).ShouldHaveSingleItem().Content;
        var file = content.Deserialize<RequestsFile>(Options)!;
        return new Scenario(name, file.Needs, file.Exchanges);
    }

    /// <summary>The kind that the scenarios write.</summary>
    public static JsonObject Widgets() => Read(Path.Combine(Root, "..", "widgets.yaml"));

    /// <summary>The definition that a need asks for, in the scenario's own API group; null where it asks for none.</summary>
    public static JsonObject? Definition(ScenarioNeed need) => need switch
    {
        ScenarioNeed.Widgets => Widgets(),
        ScenarioNeed.HermesApps => InOwnGroup(Read(Path.Combine(Root, "..", "..", "config", "crd", "hermes.dev_hermesapps.yaml"))),
        _ => null,
    };

    public static Dictionary<string, JsonObject> Answers(string name)
    {
        var answers = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var document in File.Exists(AnswersPath(name)) ? YamlReader.Read(File.ReadAllText(AnswersPath(name))) : [])
        {
            var answer = document.Content.AsObject();
            var exchange = answer[NameField]!.GetValue<string>();
            answer.Remove(NameField);
            answers.Add(exchange, answer);
        }

        return answers;
    }

    public static void Write(string name, IEnumerable<KeyValuePair<string, JsonObject>> answers) => File.WriteAllText(
        AnswersPath(name),
        string.Join("---\n", answers.Select(answer =>
            YamlWriter.Write(new JsonObject { [NameField] = answer.Key }) + YamlWriter.Write(answer.Value))));

    private static JsonObject Read(string path) => YamlReader.Read(File.ReadAllText(path)).ShouldHaveSingleItem().Content.AsObject();

    private static JsonObject InOwnGroup(JsonObject definition)
    {
        definition["metadata"]!["name"] = $"{definition["spec"]!["names"]!["plural"]}.${{group}}";
        definition["spec"]!["group"] = "${group}";
        return definition;
    }

    private static string AnswersPath(string name) => Path.Combine(Root, name, "answers.yaml");

    private static string FindRepository(string directory) =>
        File.Exists(Path.Combine(directory, "Hermes.slnx")) ? directory : FindRepository(Path.GetDirectoryName(directory)!);

    private sealed record RequestsFile
    {
        public IReadOnlyList<ScenarioNeed> Needs { get; init; } = [];

        public required IReadOnlyList<Exchange> Exchanges { get; init; }
    }
}
