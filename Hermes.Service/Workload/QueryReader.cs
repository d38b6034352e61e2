using System.Globalization;

namespace Hermes.Service.Workload;

/// <summary>Reads the numbers of a query strictly: a parameter that is misspelled must not pass for one that was left out.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;

    /// <summary>Reads a query that may have these parameters and no others.</summary>
    public QueryReader(IQueryCollection query, params string[] known)
    {
        _query = query;
        if (query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) is { } unknown)
        {
            Fault = $"{unknown}: unknown parameter; there is {string.Join(" and ", known)}";
        }
    }

    /// <summary>What is wrong first, in one line that begins with the parameter's name; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>A whole number from 0 to a maximum; 0 where the parameter is not there or bad.</summary>
    public int Number(string name, int maximum, string unit)
    {
        var values = _query[name];
        if (values.Count == 0)
        {
            return 0;
        }

        if (values.Count > 1)
        {
            Fault ??= $"{name}: must be given once";
            return 0;
        }

        if (int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum)
        {
            return value;
        }

        Fault ??= string.Create(CultureInfo.InvariantCulture, $"{name}: must be a whole number of {unit} from 0 to {maximum}");
        return 0;
    }
}
