using System.CommandLine;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Diagnosis;
using Hermes.Operator.Entities;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Commands;

/// <summary>
/// <c>doctor</c>: says whether a cluster has what the operator and its apps lean on. It takes the flags of <c>run</c>, so that it can be
/// given what the operator is given.
/// </summary>
internal static class DoctorCommand
{
    private static readonly TransportOptions Transport = new() { UserAgent = "hermes-doctor/1" };

    public static Command Create()
    {
        var flags = new RunFlags(new OperatorOptions());
        var command = new Command(
            "doctor",
            "Check a cluster for what the operator and its apps need. Takes the flags of run, changes nothing, and exits with 1 where "
            + "something needed is missing.");
        foreach (var flag in flags.All)
        {
            command.Options.Add(flag);
        }

        command.SetAction((parsed, cancellationToken) => DiagnoseAsync(
            flags.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> DiagnoseAsync(
        OperatorOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (OperatorOptionsValidator.Validate(options) is { Count: > 0 } faults)
        {
            foreach (var fault in faults)
            {
                await error.WriteLineAsync(fault);
            }

            return 1;
        }

        try
        {
            var cluster = ClusterConfiguration.Load(options.Kubeconfig, options.Context);
            return await DiagnoseAsync(cluster, options, output, error, cancellationToken);
        }
        catch (ClusterConfigurationException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<int> DiagnoseAsync(
        ClusterConfiguration cluster, OperatorOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var connection = new ApiConnection(cluster, Transport);
        var catalog = new ResourceCatalog([HermesJsonContext.Default, DiagnosisJsonContext.Default]);
        var diagnosis = new ClusterDiagnosis(
            new ResourceClient(connection, catalog), new ClusterDiscovery(connection), catalog, options, cluster.Namespace);
        try
        {
            var findings = await diagnosis.RunAsync(cancellationToken);
            DiagnosisReport.Write(findings, output);
            return findings.Any(finding => finding.IsFatal) ? 1 : 0;
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            await error.WriteLineAsync($"{cluster}: the API server does not answer: {Failures.Describe(failure)}");
            return 1;
        }
    }
}
