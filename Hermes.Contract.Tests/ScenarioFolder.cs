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

    /// <summary>The definition that <see cref="ScenarioNeed.Widgets"/> asks for.</summary>
    public static JsonNode Widgets() =>
        YamlReader.Read(File.ReadAllText(Path.Combine(Root, "..", "widgets.yaml"))).ShouldHaveSingleItem().Content;

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

    private static string AnswersPath(string name) => Path.Combine(Root, name, "answers.yaml");

    private static string FindRepository(string directory) =>
        File.Exists(Path.Combine(directory, "Hermes.slnx")) ? directory : FindRepository(Path.GetDirectoryName(directory)!);

    private sealed record RequestsFile
    {
        public IReadOnlyList<ScenarioNeed> Needs { get; init; } = [];

        public required IReadOnlyList<Exchange> Exchanges { get; init; }
    }
}
