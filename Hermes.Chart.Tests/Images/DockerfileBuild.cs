using System.Diagnostics;

namespace Hermes.Chart.Tests.Images;

/// <summary>
/// The build stage of a Dockerfile, carried out without Docker: its copies and its commands as they stand there, in a folder that holds
/// only what it copies. What is missing there is missing in the image's build.
/// </summary>
internal sealed class DockerfileBuild : IDisposable
{
    public const string Version = "9.8.7";
    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    private const string OutputInImage = "/app";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermes-image-");

    private string Source => Path.Combine(_folder.FullName, "src");

    private string Output => Path.Combine(_folder.FullName, "app");

    /// <summary>Carries the stage out.</summary>
    /// <returns>The file that the image's last stage takes.</returns>
    public async Task<FileInfo> RunAsync(string name)
    {
        var dockerfile = Dockerfile.Read(name);
        Directory.CreateDirectory(Source);
        foreach (var instruction in dockerfile.Build)
        {
            if (instruction.Name == "COPY")
            {
                Copy(instruction.Words);
            }
            else if (instruction.Name == "RUN")
            {
                await ShellAsync(instruction.Arguments.Replace($" {OutputInImage} ", $" {Output} ", StringComparison.Ordinal));
            }
        }

        var shipped = dockerfile.Image.Single(instruction => instruction.Name == "COPY").Words[1];
        return new FileInfo(shipped.Replace($"{OutputInImage}/", $"{Output}/", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(IReadOnlyList<string> words)
    {
        var target = Path.Combine(Source, words[^1]);
        foreach (var source in words.SkipLast(1))
        {
            var from = RepositoryFolder.PathOf(source);
            if (!source.EndsWith('/'))
            {
                Write(from, Path.Combine(target, Path.GetFileName(source)));
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !IsBuilt(Path.GetRelativePath(from, file))))
            {
                Write(file, Path.Combine(target, Path.GetRelativePath(from, file)));
            }
        }
    }

    /// <summary>As .dockerignore has it.</summary>
    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static void Write(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    private async Task ShellAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", command },
            WorkingDirectory = Source,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As in an image that nobody has set up: the configuration must come from the command line.
        start.Environment.Remove("Configuration");
        start.Environment["VERSION"] = Version;
        start.Environment["REVISION"] = Revision;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            var log = await output + await error;
            process.ExitCode.ShouldBe(0, $"{command}: {log}");
            log.ShouldNotContain("warning", Case.Insensitive);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
