using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Commands;

/// <summary>Options of <c>render</c> that stand for the cluster and the operator's options.</summary>
internal sealed class RenderSettings
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Option<string> _namespace = Text(
        "--namespace", "The namespace of apps that name none.", "NAMESPACE", "default", Patterns.Label, "-n");

    private readonly Option<string> _clusterDomain = Text(
        "--cluster-domain", "The domain under which the cluster names its Services.", "DOMAIN", "cluster.local", Patterns.ObjectName);

    private readonly Option<string> _kedaNamespace = Text(
        "--keda-namespace", "The namespace of KEDA and its HTTP add-on.", "NAMESPACE", "keda", Patterns.Label);

    private readonly Option<string?> _otlpEndpoint = Text<string?>(
        "--otlp-endpoint", "Where apps that name no endpoint send their telemetry. Default: nowhere.", "URL", Patterns.HttpUrl);

    private readonly Option<bool> _withoutKeda = new("--without-keda")
    {
        Description = "Shows what becomes of an app with HTTP scaling on a cluster without KEDA.",
    };

    private readonly TenantFlags _tenants = new();

    public void AddTo(Command command)
    {
        command.Add(_namespace);
        command.Add(_clusterDomain);
        command.Add(_kedaNamespace);
        command.Add(_otlpEndpoint);
        command.Add(_withoutKeda);
        foreach (var option in _tenants.All)
        {
            command.Add(option);
        }
    }

    public string NamespaceOf(ParseResult result) => result.GetRequiredValue(_namespace);

    public TenantLimits TenantsOf(ParseResult result) => _tenants.Read(result);

    public ChildEnvironment EnvironmentOf(ParseResult result) => new()
    {
        ClusterDomain = result.GetRequiredValue(_clusterDomain),
        KedaNamespace = result.GetRequiredValue(_kedaNamespace),
        TelemetryEndpoint = result.GetValue(_otlpEndpoint),
        KedaServed = !result.GetValue(_withoutKeda),
    };

    private static Option<string> Text(
        string name, string description, string helpName, string @default, string pattern, params string[] aliases)
    {
        var option = Text<string>(name, description, helpName, pattern, aliases);
        option.DefaultValueFactory = _ => @default;
        return option;
    }

    private static Option<T> Text<T>(string name, string description, string helpName, string pattern, params string[] aliases)
    {
        var option = new Option<T>(name, aliases) { Description = description, HelpName = helpName };
        option.Validators.Add(result => RequireShape(result, name, pattern));
        return option;
    }

    /// <summary>Judges the tokens as written: a validator that asks for the value throws where there is none.</summary>
    private static void RequireShape(OptionResult result, string name, string pattern)
    {
        foreach (var token in result.Tokens.Where(token => !Regex.IsMatch(token.Value, pattern, RegexOptions.CultureInvariant, MatchTimeout)))
        {
            result.AddError($"{name}: {Patterns.Describe(pattern)}, not \"{token.Value}\"");
        }
    }
}
