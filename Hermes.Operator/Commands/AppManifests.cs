using System.Text.Json.Nodes;
using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Commands;

/// <summary>The apps of a file of manifests.</summary>
internal static class AppManifests
{
    /// <summary>Reads every app; for each fault, one line that names file and field is added to <paramref name="faults"/>.</summary>
    public static IEnumerable<HermesApp> Read(ManifestFile file, string clusterDomain, List<string> faults)
    {
        if (file.Fault is { } fileFault)
        {
            faults.Add($"{file.Name}: {fileFault}");
        }

        foreach (var (index, manifest) in file.Documents.Index())
        {
            var document = HermesAppDocument.Read(manifest, clusterDomain);
            var subject = file.Documents.Count == 1 ? file.Name : $"{file.Name}: document {index + 1}{NameOf(manifest)}";
            faults.AddRange(document.Faults.Select(fault => $"{subject}: {fault}"));
            if (document.App is { } app)
            {
                yield return app;
            }
        }
    }

    private static string NameOf(JsonNode manifest) =>
        manifest is JsonObject fields && fields["metadata"] is JsonObject metadata && metadata["name"] is JsonValue name
            ? $" ({name})"
            : "";
}
