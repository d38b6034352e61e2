using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Hermes.DevCluster.Kinds.Wire;

/// <summary>
/// A resource quantity: an exact decimal, and the family of suffixes that it was written with. Rules of
/// <c>k8s.io/apimachinery/pkg/api/resource</c>: no finer than a billionth (rounded up), shown without needless zeros.
/// </summary>
internal readonly record struct Quantity
{
    /// <summary>What a value that is no quantity is refused with.</summary>
    public const string Fault =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private const string DecimalSuffixes = "num kMGTPE";
    private const string BinarySuffixes = "KMGTPE";

    private readonly BigInteger _billionths;
    private readonly SuffixFamily _family;

    private Quantity(BigInteger billionths, SuffixFamily family) => (_billionths, _family) = (billionths, family);

    private enum SuffixFamily
    {
        Decimal,
        Binary,
        Exponent,
    }

    /// <summary>Less than, equal to or greater than zero.</summary>
    public int Sign => _billionths.Sign;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsInteger => (_billionths % BigInteger.Pow(10, 9)).IsZero;

    public static bool operator <(Quantity left, Quantity right) => left._billionths < right._billionths;

    public static bool operator >(Quantity left, Quantity right) => left._billionths > right._billionths;

    /// <summary>Reads a quantity such as <c>100m</c>, <c>0.25Gi</c>, <c>1e3</c> or <c>2</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = null;
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || (end == 0 && text[end] is '+' or '-')))
        {
            end++;
        }

        // Longer numbers than any cluster has are refused, so that no request can make this slow.
        if (end > 100
            || !Digits(text.AsSpan(0, end), out var digits, out var decimals)
            || !Suffix(text.AsSpan(end), out var family, out var power))
        {
            return false;
        }

        var scale = 9 - decimals + (family == SuffixFamily.Binary ? 0 : power);
        if (family == SuffixFamily.Binary)
        {
            digits *= BigInteger.Pow(1024, power);
        }

        quantity = new Quantity(Scaled(digits, scale), family);
        return true;
    }

    /// <summary>The quantity with no part finer than a thousandth, rounded up: what the amount of a resource is kept as.</summary>
    public Quantity RoundUpToMilli()
    {
        var step = BigInteger.Pow(10, 6);
        var quotient = BigInteger.DivRem(_billionths, step, out var rest);
        return rest.IsZero ? this : new Quantity((quotient + (rest.Sign > 0 ? 1 : 0)) * step, _family);
    }

    /// <summary>The value, as near as a double comes.</summary>
    public double ToDouble() => (double)_billionths / 1e9;

    /// <summary>The canonical form.</summary>
    public override string ToString()
    {
        if (_billionths.IsZero)
        {
            return "0";
        }

        var whole = BigInteger.DivRem(_billionths, BigInteger.Pow(10, 9), out var fraction);
        if (_family == SuffixFamily.Binary && fraction.IsZero && BigInteger.Abs(whole) >= 1024)
        {
            var step = 0;
            while (step < BinarySuffixes.Length && (whole % 1024).IsZero)
            {
                whole /= 1024;
                step++;
            }

            return whole.ToString(CultureInfo.InvariantCulture) + (step == 0 ? "" : $"{BinarySuffixes[step - 1]}i");
        }

        var number = _billionths;
        var exponent = -9;
        while (exponent < 18 && (number % 1000).IsZero)
        {
            number /= 1000;
            exponent += 3;
        }

        var digits = number.ToString(CultureInfo.InvariantCulture);
        if (exponent == 0)
        {
            return digits;
        }

        return _family == SuffixFamily.Exponent
            ? string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}")
            : digits + DecimalSuffixes[(exponent + 9) / 3];
    }

    private static bool Digits(ReadOnlySpan<char> text, out BigInteger digits, out int decimals)
    {
        digits = default;
        var point = text.IndexOf('.');
        decimals = point < 0 ? 0 : text.Length - point - 1;
        var plain = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        return BigInteger.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out digits);
    }

    private static bool Suffix(ReadOnlySpan<char> text, out SuffixFamily family, out int power)
    {
        family = SuffixFamily.Decimal;
        power = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length == 2 && text[1] == 'i')
        {
            family = SuffixFamily.Binary;
            power = BinarySuffixes.IndexOf(text[0]) + 1;
            return power > 0;
        }

        if (text.Length == 1 && text[0] != ' ' && DecimalSuffixes.IndexOf(text[0]) is >= 0 and var place)
        {
            power = (place * 3) - 9;
            return true;
        }

        family = SuffixFamily.Exponent;
        return text[0] is 'e' or 'E'
            && int.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power)
            && power is >= -100 and <= 100;
    }

    /// <summary>digits · 10^scale, rounded away from zero.</summary>
    private static BigInteger Scaled(BigInteger digits, int scale)
    {
        if (scale >= 0)
        {
            return digits * BigInteger.Pow(10, scale);
        }

        var quotient = BigInteger.DivRem(digits, BigInteger.Pow(10, -scale), out var rest);
        return rest.IsZero ? quotient : quotient + rest.Sign;
    }
}
