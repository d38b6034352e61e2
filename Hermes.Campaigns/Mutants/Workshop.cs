using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.Campaigns.Mutants;

/// <summary>A copy of the source, in which one file at a time is changed, built, and hunted through the campaigns. For one thread at a time.</summary>
internal sealed class Workshop : IDisposable
{
    private const string Program = "Hermes.Campaigns";
    private static readonly string[] Settings = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "BannedSymbols.txt"];
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermes-mutants-");

    private Workshop()
    {
    }

    /// <summary>The repository's folder, above the running program.</summary>
    /// <exception cref="DirectoryNotFoundException">The program is not in one.</exception>
    public static string Repository { get; } = FindRepository();

    /// <summary>Copies the source.</summary>
    public static Workshop Open()
    {
        var workshop = new Workshop();
        try
        {
            foreach (var file in Settings)
            {
                File.Copy(Path.Combine(Repository, file), Path.Combine(workshop._folder.FullName, file));
            }

            foreach (var project in Directory.EnumerateDirectories(Repository, "Hermes.*").Where(folder => !folder.EndsWith(".Tests", StringComparison.Ordinal)))
            {
                workshop.Copy(project);
            }

            return workshop;
        }
        catch
        {
            workshop.Dispose();
            throw;
        }
    }

    /// <summary>Builds a mutant and runs campaigns against it.</summary>
    /// <param name="mutant">The mutant; null for the source as it is.</param>
    /// <param name="hunters">The campaigns, until one fails.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <param name="budget">How long each may take.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The campaign that found it, and what it found; null where none did.</returns>
    public (string Campaign, string Fault)? Hunt(
        Mutant? mutant, IReadOnlyList<string> hunters, int seed, TimeSpan budget, CancellationToken cancellationToken)
    {
        var file = mutant is null ? null : Path.Combine(_folder.FullName, mutant.File);
        var source = file is null ? null : File.ReadAllText(file);
        try
        {
            if (mutant is not null)
            {
                File.WriteAllText(file!, Mutate(mutant, source!));
            }

            // Without a mutant too: what was built last had the one before in it.
            Build(cancellationToken);
            foreach (var hunter in hunters)
            {
                if (Run(hunter, seed, budget, cancellationToken) is { } fault)
                {
                    return (hunter, fault);
                }
            }

            return null;
        }
        finally
        {
            if (source is not null)
            {
                File.WriteAllText(file!, source);
            }
        }
    }

    /// <summary>The source with a mutant's bug in it.</summary>
    /// <exception cref="InvalidOperationException">The place is not there, or there are several.</exception>
    public static string Mutate(Mutant mutant, string source)
    {
        var at = source.IndexOf(mutant.Original, StringComparison.Ordinal);
        return at >= 0 && source.IndexOf(mutant.Original, at + 1, StringComparison.Ordinal) < 0
            ? string.Concat(source.AsSpan(0, at), mutant.Replacement, source.AsSpan(at + mutant.Original.Length))
            : throw new InvalidOperationException($"{mutant.Name}: {mutant.File} has its place {(at < 0 ? "not at all" : "more than once")}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hermes.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is in no checkout of Hermes; mutants are made of its source");
    }

    private void Copy(string project)
    {
        foreach (var file in Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Repository, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            {
                var target = Path.Combine(_folder.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    // Analyzers judge how code is written; a mutant is written badly on purpose.
    private void Build(CancellationToken cancellationToken)
    {
        var (exitCode, output) = Execute(
            ["build", Program, "-c", "Release", "-v", "q", "-nologo", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"],
            BuildLimit,
            cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"the mutant does not compile: {output}");
        }
    }

    /// <returns>What went wrong; null where all passed.</returns>
    private string? Run(string campaign, int seed, TimeSpan budget, CancellationToken cancellationToken)
    {
        var results = Path.Combine(_folder.FullName, "results.json");
        File.Delete(results);
        var program = Path.Combine(Program, "bin", "Release", "net10.0", $"{Program}.dll");
        var seedText = seed.ToString(CultureInfo.InvariantCulture);
        string[] arguments = campaign == "switches"
            ? [program, campaign, "--plain", "--threads", "1", "--seed", seedText]
            : [program, "--only", campaign, "--threads", "1", "--seed", seedText, "--budget", $"{(int)budget.TotalSeconds}s", "--fail-fast", "--json", results];

        // A mutant that hangs is found too.
        var (exitCode, output) = Execute(arguments, (2 * budget) + BuildLimit, cancellationToken);
        if (!File.Exists(results))
        {
            return exitCode == 0 ? null : LastLine(output);
        }

        // Out of time before the first plan is no failure.
        return JsonNode.Parse(File.ReadAllText(results))!["campaigns"]!.AsArray()
            .SelectMany(outcome => outcome!["failures"]!.AsArray())
            .Select(failure => $"{failure!["plan"]}: {failure["faults"]![0]}")
            .FirstOrDefault();
    }

    private static string LastLine(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it ended without a word";

    private (int ExitCode, string Output) Execute(string[] arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(limited.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return (-1, $"it does not end within {limit:c}");
        }

        return (process.ExitCode, error.GetAwaiter().GetResult() + output.GetAwaiter().GetResult());
    }
}
