using System.Globalization;

namespace Hermes.Kubernetes.LeaderElection;

/// <summary>What a replica calls itself in a lease.</summary>
internal static class LeaderIdentity
{
    /// <summary>
    /// The pod's name, as the downward API gives it in <c>POD_NAME</c>, else the host's, and something random: a container that is started
    /// again in its pod must not take the lease of its predecessor for its own.
    /// </summary>
    /// <param name="environment">Reads the environment.</param>
    /// <param name="random">What is random in it.</param>
    public static string Create(Func<string, string?> environment, Random random)
    {
        var name = environment("POD_NAME") is { Length: > 0 } pod ? pod : Environment.MachineName;
        return string.Create(CultureInfo.InvariantCulture, $"{name}_{random.NextInt64():x16}");
    }
}
