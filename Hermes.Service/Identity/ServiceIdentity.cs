using OpenTelemetry.Resources;

namespace Hermes.Service.Identity;

/// <summary>Who answers, in the same words as the telemetry.</summary>
internal sealed record ServiceIdentity
{
    /// <summary>The service's name: <c>service.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version that runs: <c>service.version</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The pod, <c>k8s.pod.name</c>; the machine where nobody says which.</summary>
    public required string Host { get; init; }

    /// <summary>Reads the attributes of the telemetry's resource.</summary>
    public static ServiceIdentity Of(Resource resource)
    {
        var attributes = resource.Attributes.ToDictionary(StringComparer.Ordinal);
        return new ServiceIdentity
        {
            Name = Text("service.name") ?? "",
            Version = Text("service.version") ?? "",
            Host = Text("k8s.pod.name") ?? Environment.MachineName,
        };

        string? Text(string name) => attributes.GetValueOrDefault(name) as string is { Length: > 0 } text ? text : null;
    }
}
