using System.Globalization;

namespace Hermes.DevCluster.Requests;

/// <summary>Chooses the form of an answer by the <c>Accept</c> header: the first clause that the server can serve.</summary>
internal static class Negotiation
{
    /// <summary>The form for a client; plain JSON where it accepts anything.</summary>
    /// <exception cref="ApiException">406: it accepts nothing that the server can write.</exception>
    public static AcceptedForm Choose(string accept)
    {
        foreach (var clause in Clauses(accept))
        {
            if (clause.Form() is { } form)
            {
                return form;
            }
        }

        throw ApiErrors.NotAcceptable();
    }

    /// <summary>Whether a client prefers aggregated discovery, of version 2.</summary>
    public static bool WantsAggregatedDiscovery(string accept) =>
        Clauses(accept).FirstOrDefault(clause => clause.IsJson) is { } first
        && first["g"] == "apidiscovery.k8s.io" && first["v"] == "v2" && first["as"] == "APIGroupDiscoveryList";

    private static IEnumerable<Clause> Clauses(string accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return [new Clause("*/*", new Dictionary<string, string>(StringComparer.Ordinal))];
        }

        return accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Clause.Parse)
            .OrderByDescending(clause => clause.Quality);
    }

    private sealed record Clause(string Type, IReadOnlyDictionary<string, string> Parameters)
    {
        public bool IsJson => Type is "application/json" or "application/*" or "*/*";

        public double Quality =>
            double.TryParse(this["q"], NumberStyles.Float, CultureInfo.InvariantCulture, out var quality) ? quality : 1;

        public string? this[string name] => Parameters.GetValueOrDefault(name);

        public static Clause Parse(string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var part in parts.Skip(1))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    parameters[part[..equals]] = part[(equals + 1)..].Trim('"');
                }
            }

            return new Clause(parts[0].ToLowerInvariant(), parameters);
        }

        public AcceptedForm? Form()
        {
            if (!IsJson)
            {
                return null;
            }

            if (this["as"] is not { } name)
            {
                return AcceptedForm.Object;
            }

            if (this["g"] != "meta.k8s.io" || this["v"] is not ("v1" or "v1beta1"))
            {
                return null;
            }

            return name switch
            {
                "Table" => AcceptedForm.Table,
                "PartialObjectMetadata" => AcceptedForm.PartialObjectMetadata,
                "PartialObjectMetadataList" => AcceptedForm.PartialObjectMetadataList,
                _ => null,
            };
        }
    }
}
