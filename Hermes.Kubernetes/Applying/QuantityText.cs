using System.Globalization;

namespace Hermes.Kubernetes.Applying;

/// <summary>Compares Kubernetes quantities (<c>resource.Quantity</c>) by value: <c>0.1</c> is <c>100m</c>, <c>1Gi</c> is <c>1024Mi</c>.</summary>
internal static class QuantityText
{
    public static bool Equal(string first, string second) =>
        TryParse(first, out var a) && TryParse(second, out var b) && a == b;

    private static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        var digits = text.LastIndexOfAnyInRange('0', '9') + 1;
        var exponent = text.IndexOfAny('e', 'E');
        var suffix = text[digits..];
        var isScientific = exponent > 0 && suffix.IsEmpty;
        value = 0;
        if (!decimal.TryParse(isScientific ? text : text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Factor(suffix) is not { } factor)
        {
            return false;
        }

        try
        {
            value = number * factor;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static decimal? Factor(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => 1m,
        "n" => 1e-9m,
        "u" => 1e-6m,
        "m" => 1e-3m,
        "k" => 1e3m,
        "M" => 1e6m,
        "G" => 1e9m,
        "T" => 1e12m,
        "P" => 1e15m,
        "E" => 1e18m,
        "Ki" => 1024m,
        "Mi" => 1048576m,
        "Gi" => 1073741824m,
        "Ti" => 1099511627776m,
        "Pi" => 1125899906842624m,
        "Ei" => 1152921504606846976m,
        _ => null,
    };
}
