using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The names that a CRD gives its kind.</summary>
internal sealed class NamesCheck
{
    private readonly List<FieldError> _errors = [];
    private readonly JsonObject _names;

    private NamesCheck(JsonObject names) => _names = names;

    /// <summary>Every fault of the names.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject names)
    {
        var check = new NamesCheck(names);
        check.Visit();
        return check._errors;
    }

    private void Visit()
    {
        foreach (var name in new[] { "plural", "singular", "kind", "listKind" })
        {
            if (Text(_names, name).Length == 0)
            {
                _errors.Add(FieldErrors.Required($"spec.names.{name}"));
            }
        }

        VisitLabel("plural", Text(_names, "plural"));
        VisitLabel("singular", Text(_names, "singular"));
        VisitMixedCase("kind");
        VisitMixedCase("listKind");
        VisitLabels("shortNames");
        if (Text(_names, "kind") is { Length: > 0 } kind && kind == Text(_names, "listKind"))
        {
            _errors.Add(FieldErrors.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same"));
        }

        VisitLabels("categories");
    }

    private void VisitLabel(string at, string name)
    {
        if (name.Length > 0 && DnsNames.FaultOfLabel(name) is { } fault)
        {
            _errors.Add(FieldErrors.Invalid($"spec.names.{at}", name, fault));
        }
    }

    private void VisitLabels(string list)
    {
        var names = _names[list] as JsonArray ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            VisitLabel($"{list}[{i}]", JsonTypes.Text(names[i]) ?? "");
        }
    }

    private void VisitMixedCase(string at)
    {
        var name = Text(_names, at);
        if (name.Length > 0 && DnsNames.FaultOfLabel(name.ToLowerInvariant()) is { } fault)
        {
            _errors.Add(FieldErrors.Invalid($"spec.names.{at}", name, $"may have mixed case, but should otherwise match: {fault}"));
        }
    }

    private static string Text(JsonObject json, string name) => JsonTypes.Text(json[name]) ?? "";
}
