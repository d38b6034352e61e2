using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hermes.Chart.Tests.Images;

public sealed partial class DockerfileTests
{
    public static TheoryData<string, string> Files => new() { { "Dockerfile.operator", "Hermes.Operator" }, { "Dockerfile.service", "Hermes.Service" } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Bases_OfTheImage_AreOfficialOnesOfAnExactVersion(string file, string project)
    {
        var dockerfile = Dockerfile.Read(file);

        project.ShouldStartWith("Hermes.");
        dockerfile.Stages.Count.ShouldBe(2);
        dockerfile.Build[0].Arguments.ShouldMatch(@"^mcr\.microsoft\.com/dotnet/sdk:10\.0\.\d{3}-noble-aot AS build$");
        dockerfile.Image[0].Arguments.ShouldMatch(@"^mcr\.microsoft\.com/dotnet/runtime-deps:10\.0\.\d+-noble-chiseled$");
    }

    [Fact]
    public void Bases_OfBothImages_AreTheSame() =>
        Dockerfile.Read("Dockerfile.operator").Stages.Select(stage => stage[0].Arguments).ShouldBe(Dockerfile.Read("Dockerfile.service").Stages.Select(stage => stage[0].Arguments));

    /// <summary>By number: of a user by name the kubelet cannot tell that it is not root, and refuses the pod.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void User_OfTheImage_IsANumberAndNotRoot(string file, string project)
    {
        var image = Dockerfile.Read(file).Image;

        Dockerfile.Arguments(image, "USER").ShouldHaveSingleItem().ShouldMatch("^[1-9][0-9]*:[1-9][0-9]*$");
        Dockerfile.Arguments(image, "ENTRYPOINT").ShouldHaveSingleItem().ShouldBe($"[\"/app/{project}\"]");
        Dockerfile.Arguments(image, "COPY").ShouldHaveSingleItem().ShouldBe($"--from=build /app/{project} /app/{project}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Labels_OfTheImage_AreThoseOfTheOci(string file, string project)
    {
        project.ShouldStartWith("Hermes.");
        Label().Matches(Dockerfile.Arguments(Dockerfile.Read(file).Image, "LABEL").ShouldHaveSingleItem()).Select(match => match.Groups["name"].Value)
            .ShouldBe(["title", "description", "source", "version", "revision"]);
    }

    /// <summary>Else every change of a source would restore all packages again.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Restore_InTheBuild_ComesBeforeAnySource(string file, string project)
    {
        var build = Dockerfile.Read(file).Build.ToList();
        var restore = build.FindIndex(instruction => instruction.Arguments.StartsWith("dotnet restore", StringComparison.Ordinal));

        build[restore].Arguments.ShouldStartWith($"dotnet restore {project} ");
        var before = build[..restore].Where(instruction => instruction.Name == "COPY").SelectMany(copy => copy.Words.SkipLast(1)).ToList();
        before.ShouldBe([.. new[] { "global.json", "Directory.Build.props", "Directory.Packages.props" }, .. Projects(project).Select(name => $"{name}/{name}.csproj")], ignoreOrder: true);
        build[..restore].ShouldAllBe(instruction => instruction.Name != "ARG");
        var after = build[restore..].Where(instruction => instruction.Name == "COPY").SelectMany(copy => copy.Words.SkipLast(1));
        after.ShouldBe([".editorconfig", "BannedSymbols.txt", .. Projects(project).Select(name => $"{name}/")], ignoreOrder: true);
    }

    /// <summary>All that runs while an image is built is what the SDK brings: nothing is fetched but packages.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Build_OfTheImage_RunsNothingButDotnet(string file, string project)
    {
        var dockerfile = Dockerfile.Read(file);

        Dockerfile.Arguments(dockerfile.Build, "RUN").ShouldBe(
        [
            $"dotnet restore {project} --use-current-runtime",
            $"dotnet publish {project} --no-restore --use-current-runtime --configuration Release --output /app -p:Version=$VERSION -p:SourceRevisionId=$REVISION",
        ]);
        Dockerfile.Arguments(dockerfile.Image, "RUN").ShouldBeEmpty();
    }

    [Fact]
    public void Context_ComparedWithWhatIsCopied_HoldsNothingElse()
    {
        var copied = new[] { "Dockerfile.operator", "Dockerfile.service" }.SelectMany(file => Dockerfile.Read(file).Build)
            .Where(instruction => instruction.Name == "COPY").SelectMany(copy => copy.Words.SkipLast(1)).Select(path => path.Split('/')[0]).Distinct(StringComparer.Ordinal);
        var lines = File.ReadAllLines(RepositoryFolder.PathOf(".dockerignore")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        lines[0].ShouldBe("*");
        lines.Where(line => line[0] == '!').Select(line => line[1..]).ShouldBe(copied, ignoreOrder: true);
        lines[^2..].ShouldBe(["**/bin", "**/obj"]);
    }

    /// <summary>A project and those that it references.</summary>
    private static IEnumerable<string> Projects(string project) => XDocument.Load(RepositoryFolder.PathOf(project, $"{project}.csproj"))
        .Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
        .SelectMany(Projects).Append(project).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("org\\.opencontainers\\.image\\.(?<name>[a-z]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
