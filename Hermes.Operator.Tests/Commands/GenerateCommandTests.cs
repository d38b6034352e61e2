using Hermes.Operator.Commands;

namespace Hermes.Operator.Tests.Commands;

public sealed class GenerateCommandTests
{
    public static TheoryData<string> Manifests => [.. GeneratedManifests.All().Select(manifest => manifest.Path)];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void CommittedManifest_ComparedWithTheCode_IsTheSame(string path)
    {
        var committed = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "config", path));

        committed.ShouldBe(
            GeneratedManifests.All().Single(manifest => manifest.Path == path).Content,
            "dotnet run --project Hermes.Operator -- generate --output config");
    }

    [Fact]
    public void CommittedFolders_ComparedWithTheCode_HaveNothingElse()
    {
        var config = Path.Combine(RepositoryFolder.Root, "config");
        var committed = new[] { "crd", "rbac", "admission", "chart/hermes-operator/rules", "chart/hermes-operator/policy" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(config, folder)))
            .Select(file => Path.GetRelativePath(config, file).Replace('\\', '/'));

        committed.ShouldBe(
            GeneratedManifests.All().Select(manifest => manifest.Path).Where(path => !path.Contains("/templates/", StringComparison.Ordinal)),
            ignoreOrder: true);
    }

    [Fact]
    public async Task Generate_IntoANewFolder_WritesEveryManifest()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Root, "new", "config");

        var run = await CommandRun.OfAsync("generate", "--output", output);

        run.ExitCode.ShouldBe(0);
        foreach (var (path, content) in GeneratedManifests.All())
        {
            (await File.ReadAllTextAsync(Path.Combine(output, path))).ShouldBe(content);
        }
    }

    [Fact]
    public async Task Generate_WhereItCannotWrite_IsOneLine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");

        var run = await CommandRun.OfAsync("generate", "--output", file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith(file);
    }
}
