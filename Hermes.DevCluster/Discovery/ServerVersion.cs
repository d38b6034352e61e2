using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Discovery;

/// <summary>The release of Kubernetes whose behaviour this server has.</summary>
internal static class ServerVersion
{
    /// <summary><c>/version</c>.</summary>
    public static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = "v1.36.2",
        ["gitCommit"] = "",
        ["gitTreeState"] = "",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "devcluster",
        ["platform"] = "linux/amd64",
    };
}
