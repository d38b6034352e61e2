using System.Text.Json.Nodes;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Commands;

/// <summary>The apps of files of manifests.</summary>
/// <param name="namespace">The namespace of apps that name none.</param>
/// <param name="clusterDomain">As in <see cref="HermesAppValidator.Validate"/>.</param>
/// <param name="limits">What apps may ask for.</param>
internal sealed class AppManifests(string @namespace, string clusterDomain, TenantLimits limits)
{
    /// <summary>Reads every app of a file; for each fault, one line that names file and field is added to <paramref name="faults"/>.</summary>
    public IEnumerable<HermesApp> Read(ManifestFile file, List<string> faults)
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
                app.Metadata.NamespaceProperty ??= @namespace;
                faults.AddRange(TenantRules.Check(app, limits).Select(fault => $"{subject}: {fault}"));
                yield return app;
            }
        }
    }

    private static string NameOf(JsonNode manifest) =>
        manifest is JsonObject fields && fields["metadata"] is JsonObject metadata && metadata["name"] is JsonValue name
            ? $" ({name})"
            : "";
}
