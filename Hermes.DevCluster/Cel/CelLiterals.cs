using System.Globalization;

namespace Hermes.DevCluster.Cel;

/// <summary>Numbers as they are written down.</summary>
internal static class CelLiterals
{
    /// <summary>The literal of a number's token, its sign included.</summary>
    /// <exception cref="CelException">The number does not fit 64 bits.</exception>
    public static CelExpression.Literal Number(CelTokenKind kind, string text, int position)
    {
        if (kind == CelTokenKind.Double)
        {
            return new(double.Parse(text, CultureInfo.InvariantCulture), position);
        }

        var isNegative = text[0] == '-';
        var digits = isNegative ? text.AsSpan(1) : text;
        var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!Int128.TryParse(isHex ? $"0{digits[2..]}" : digits, style, CultureInfo.InvariantCulture, out var size)
            || (isNegative ? -size : size) is var number && (number < long.MinValue || number > long.MaxValue))
        {
            throw new CelException("invalid int literal", position);
        }

        return new((long)number, position);
    }
}
