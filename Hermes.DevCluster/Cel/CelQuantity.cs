using System.Globalization;

namespace Hermes.DevCluster.Cel;

/// <summary>A resource quantity, such as <c>100m</c> or <c>1.5Gi</c>.</summary>
/// <param name="Value">The amount.</param>
internal sealed record CelQuantity(decimal Value)
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m), ("Pi", 1125899906842624m),
        ("Ei", 1152921504606846976m), ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m),
        ("P", 1e15m), ("E", 1e18m), ("", 1m),
    ];

    /// <summary>Reads a quantity; null for a text that is none.</summary>
    public static CelQuantity? Parse(string text)
    {
        var (suffix, factor) = Array.Find(Suffixes, known => text.EndsWith(known.Suffix, StringComparison.Ordinal));
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), Style, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        try
        {
            return new(number * factor);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
