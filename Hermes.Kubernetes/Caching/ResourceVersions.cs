using System.Globalization;

namespace Hermes.Kubernetes.Caching;

/// <summary>Resource versions of one kind grow as numbers (KEP-5504); where one is no number, it says nothing about order.</summary>
internal static class ResourceVersions
{
    /// <returns>Null where it is no number.</returns>
    public static ulong? Number(string? version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsBefore(string? version, string? other) => Number(version) < Number(other);
}
