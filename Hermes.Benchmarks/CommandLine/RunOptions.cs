using System.CommandLine;
using System.CommandLine.Parsing;
using Hermes.Benchmarks.Runs;
using Hermes.Clusters;

namespace Hermes.Benchmarks.CommandLine;

/// <summary>The options of every command that measures an operator at work.</summary>
internal sealed class RunOptions
{
    private const string Program = "--operator";

    private readonly Option<int>? _apps;

    private readonly Option<int> _writers = CountOption.Create("--writers", "How many users create apps at a time.", 16);

    private readonly Option<int> _workers = CountOption.Create("--workers", "How many reconciles the operator runs at a time.", 10);

    private readonly Option<string?> _spec = new("--spec") { Description = "A file with one HermesApp to make the apps like. Default: an app with a HorizontalPodAutoscaler and an Ingress.", HelpName = "FILE" };

    private readonly Option<string?> _lane = new("--on")
    {
        Description = $"Where to run: {string.Join(", ", ClusterLanes.Names)}. Default: devcluster, in a process of its own.",
        HelpName = "LANE",
    };

    private readonly Option<string?> _program = new(Program) { Description = "A published operator. Default: the one that was built with this program.", HelpName = "PATH" };

    private readonly Option<bool> _withoutSimulator = new("--without-simulator") { Description = "On DevCluster: nothing becomes Ready, as on an API server without controllers." };

    private readonly Option<string?> _json = new("--json") { Description = "A file for the results as JSON.", HelpName = "FILE" };

    /// <param name="apps">How many apps there are by default; null where the command has a say of its own in it.</param>
    public RunOptions(int? apps)
    {
        _apps = apps is { } count ? CountOption.Create("--apps", "How many apps there are.", count) : null;
        _lane.Validators.Add(ValidateLane);
        _program.Validators.Add(ValidateProgram);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option?[] { _apps, _writers, _workers, _spec, _lane, _program, _withoutSimulator, _json }.OfType<Option>())
        {
            command.Options.Add(option);
        }
    }

    public RunSettings Read(ParseResult result) => new()
    {
        Apps = _apps is null ? 0 : result.GetValue(_apps),
        Writers = result.GetValue(_writers),
        Workers = result.GetValue(_workers),
        SpecPath = result.GetValue(_spec),
        Lane = result.GetValue(_lane) ?? RunSettings.DevCluster,
        OperatorPath = result.GetValue(_program),
        Simulator = !result.GetValue(_withoutSimulator),
        JsonPath = result.GetValue(_json),
    };

    private static void ValidateLane(OptionResult result)
    {
        if (result.Tokens.Count > 0 && !ClusterLanes.Names.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
        {
            result.AddError($"--on: must be one of {string.Join(", ", ClusterLanes.Names)}, not '{result.Tokens[0].Value}'");
        }
    }

    private static void ValidateProgram(OptionResult result)
    {
        if (result.Tokens.Count > 0 && !File.Exists(result.Tokens[0].Value))
        {
            result.AddError($"{Program}: there is no file '{result.Tokens[0].Value}'");
        }
    }
}
