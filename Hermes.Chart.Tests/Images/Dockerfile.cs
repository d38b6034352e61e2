namespace Hermes.Chart.Tests.Images;

/// <summary>A Dockerfile of the repository: its stages, first that which builds, last that which is shipped.</summary>
internal sealed record Dockerfile
{
    public required IReadOnlyList<IReadOnlyList<DockerInstruction>> Stages { get; init; }

    public IReadOnlyList<DockerInstruction> Build => Stages[0];

    public IReadOnlyList<DockerInstruction> Image => Stages[^1];

    public static Dockerfile Read(string name)
    {
        var stages = new List<List<DockerInstruction>>();
        var text = string.Join('\n', File.ReadAllLines(RepositoryFolder.PathOf(name)).Where(line => !line.TrimStart().StartsWith('#')));
        foreach (var line in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var instruction = new DockerInstruction(line[..space], line[(space + 1)..].Trim());
            if (instruction.Name == "FROM")
            {
                stages.Add([]);
            }

            stages[^1].Add(instruction);
        }

        return new Dockerfile { Stages = stages };
    }

    public static IEnumerable<string> Arguments(IEnumerable<DockerInstruction> stage, string name) =>
        stage.Where(instruction => instruction.Name == name).Select(instruction => instruction.Arguments);
}
