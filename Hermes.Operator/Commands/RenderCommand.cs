using System.CommandLine;
using Hermes.Operator.Children;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Commands;

/// <summary>
/// <c>render</c>: prints what the operator would apply for each app, by the same builders and contracts, once every hand-over is done.
/// </summary>
internal static class RenderCommand
{
    /// <param name="input">What <c>-f -</c> reads.</param>
    public static Command Create(Stream input)
    {
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "A file of HermesApps, YAML or JSON; - for standard input. May be given several times.",
            HelpName = "FILE",
            Required = true,
        };
        var settings = new RenderSettings();
        var command = new Command(
            "render",
            "Prints the objects that HermesApps become, as YAML, without a cluster. They are what the operator applies, but for the UID in "
            + "their owner reference, which only a cluster can give.")
        {
            files,
        };
        settings.AddTo(command);
        command.SetAction(result => Render(
            result.GetRequiredValue(files), input, settings, result, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Render(
        string[] files, Stream input, RenderSettings settings, ParseResult result, TextWriter output, TextWriter error)
    {
        var environment = settings.EnvironmentOf(result);
        var rules = new AppManifests(settings.NamespaceOf(result), environment.ClusterDomain, settings.TenantsOf(result));
        var faults = TenantLimitsValidator.Validate(settings.TenantsOf(result)).ToList();
        var apps = files.SelectMany(file => rules.Read(ManifestFile.Read(file, input), faults)).ToList();
        if (faults.Count > 0)
        {
            // Nothing is printed then: half of the objects, piped on, would be applied.
            faults.ForEach(error.WriteLine);
            return 1;
        }

        output.Write(ChildManifests.Write(apps.SelectMany(app => DesiredChildren.For(app, environment).All)));
        return 0;
    }
}
