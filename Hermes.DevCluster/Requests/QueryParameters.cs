namespace Hermes.DevCluster.Requests;

/// <summary>The query of a request.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Reads a query, with or without its question mark.</summary>
    public QueryParameters(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (!_values.TryGetValue(name, out var values))
            {
                _values[name] = values = [];
            }

            values.Add(equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    /// <summary>A parameter's first value; empty where it is absent.</summary>
    public string this[string name] => _values.TryGetValue(name, out var values) ? values[0] : "";

    /// <summary>Every value of a parameter.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>Whether a parameter is there and true; the server takes <c>true</c>, <c>1</c> and the bare name for that.</summary>
    public bool Flag(string name) =>
        _values.TryGetValue(name, out var values) && values[0] is not ("false" or "0");

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
