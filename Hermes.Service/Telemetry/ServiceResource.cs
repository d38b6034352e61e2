using System.Reflection;
using OpenTelemetry.Resources;

namespace Hermes.Service.Telemetry;

/// <summary>What the telemetry says of its source.</summary>
internal static class ServiceResource
{
    /// <summary>The service's own name, version and host; <c>OTEL_RESOURCE_ATTRIBUTES</c> and <c>OTEL_SERVICE_NAME</c> have the last word.</summary>
    public static Resource OfThisProcess() => ResourceBuilder.CreateEmpty()
        .AddService("hermes-service", serviceVersion: InformationalVersion(typeof(ServiceResource).Assembly), serviceInstanceId: Environment.MachineName)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector()
        .Build();

    // The SDK appends the commit after a plus sign.
    private static string InformationalVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
