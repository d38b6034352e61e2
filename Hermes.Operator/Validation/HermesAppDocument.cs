using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>A document that is to be a HermesApp: the app if it is a valid one, else all that is wrong.</summary>
internal sealed record HermesAppDocument
{
    /// <summary>The app; null where there are faults.</summary>
    public HermesApp? App { get; private init; }

    /// <summary>Everything that is wrong; empty where there is an app.</summary>
    public IReadOnlyList<FieldFault> Faults { get; private init; } = [];

    /// <summary>Reads a document as strictly as <c>kubectl apply</c> does, and then judges it.</summary>
    /// <param name="document">The document; not changed.</param>
    /// <param name="clusterDomain">As in <see cref="HermesAppValidator.Validate"/>.</param>
    public static HermesAppDocument Read(JsonNode document, string clusterDomain = "cluster.local")
    {
        if (document is not JsonObject fields)
        {
            return Refused(new FieldFault("", "must be an object"));
        }

        if (KindFault(fields) is { } kindFault)
        {
            return Refused(kindFault);
        }

        var readable = (JsonObject)fields.DeepClone();
        var shapeFaults = ShapeRules.TakeOutFaults(readable, HermesJsonContext.Default.HermesApp);
        var app = readable.Deserialize(HermesJsonContext.Default.HermesApp)!;
        IReadOnlyList<FieldFault> faults =
        [
            .. shapeFaults,
            .. HermesAppValidator.Validate(app, clusterDomain).Where(fault => !shapeFaults.Any(shape => IsAbout(fault.Path, shape.Path))),
        ];
        return faults.Count == 0 ? new HermesAppDocument { App = app } : Refused([.. faults]);
    }

    private static HermesAppDocument Refused(params FieldFault[] faults) => new() { Faults = faults };

    private static FieldFault? KindFault(JsonObject fields)
    {
        var (apiVersion, kind) = (Text(fields["apiVersion"]), Text(fields["kind"]));
        if (kind is null)
        {
            return new FieldFault("kind", "is required");
        }

        return kind != HermesApp.KubeKind ? new FieldFault("kind", $"must be {HermesApp.KubeKind}, not {kind}")
            : apiVersion is null ? new FieldFault("apiVersion", "is required")
            : apiVersion != HermesApp.GroupVersion ? new FieldFault("apiVersion", $"must be {HermesApp.GroupVersion}, not {apiVersion}")
            : null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether a fault may only come from what was taken out: it names that field, or one above or below it.</summary>
    private static bool IsAbout(string path, string takenOut) => IsWithin(path, takenOut) || IsWithin(takenOut, path);

    private static bool IsWithin(string path, string outer) =>
        path.StartsWith(outer, StringComparison.Ordinal) && (path.Length == outer.Length || path[outer.Length] is '.' or '[');
}
