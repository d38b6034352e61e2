using System.Text.Json.Nodes;

namespace Hermes.Kubernetes.Schema;

internal static class JsonObjectExtensions
{
    /// <summary>Adds a field unless its value is null.</summary>
    public static void AddIfPresent(this JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
