using System.Reflection;
using Hermes.Service.Settings;

namespace Hermes.Service.Identity;

/// <summary>Who answers.</summary>
internal sealed record ServiceIdentity
{
    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version that runs.</summary>
    public required string Version { get; init; }

    /// <summary>The machine; in a cluster, the pod.</summary>
    public required string Host { get; init; }

    public static ServiceIdentity Of(ServiceSettings settings) => new()
    {
        Name = settings.Name,
        Version = InformationalVersion(typeof(ServiceIdentity).Assembly),
        Host = Environment.MachineName,
    };

    // The SDK appends the commit after a plus sign.
    private static string InformationalVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
