using System.CommandLine;
using Hermes.Kubernetes.Configuration;
using Hermes.Operator.Exporting;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Commands;

/// <summary><c>run</c>: the operator, until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly OperatorOptions Defaults = new();

    public static Command Create()
    {
        var flags = new RunFlags(Defaults);
        var command = new Command("run", "Run the operator against a cluster until it is told to stop.");
        foreach (var flag in flags.All)
        {
            command.Options.Add(flag);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(flags.Read(parsed), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(OperatorOptions options, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var builder = OperatorHost.CreateBuilder(options);
            builder.AddOtlpExport(OtlpVariables.OfThisProcess());
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            });

            // Below it becomes one line: the host logs with a stack what it also throws.
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            using var host = builder.Build();

            // Asked for before it runs: its end disposes of the container.
            var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
            await host.RunAsync(cancellationToken);
            return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
        }
        catch (OperatorOptionsException exception)
        {
            foreach (var fault in exception.Faults)
            {
                await error.WriteLineAsync(fault);
            }

            return 1;
        }
        catch (ClusterConfigurationException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
