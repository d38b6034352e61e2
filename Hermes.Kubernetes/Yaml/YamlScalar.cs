using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hermes.Kubernetes.Yaml;

/// <summary>
/// What a scalar stands for: YAML 1.1 as kubectl's parser has it. So <c>yes</c> is true; a field that wants a string then says so,
/// instead of an app that runs with another value than its manifest shows.
/// </summary>
internal static partial class YamlScalar
{
    private const string StringTag = "tag:yaml.org,2002:str";
    private const int MaxIntegerLength = 100;

    private static readonly HashSet<string> True = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];

    private static readonly HashSet<string> False = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

    /// <exception cref="FormatException">JSON has no such value.</exception>
    public static JsonNode? ToJson(Scalar scalar)
    {
        var isString = scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value == StringTag);
        return isString ? JsonValue.Create(scalar.Value) : Resolve(scalar.Value);
    }

    /// <summary>Whether a string written plainly would be read as something else, here or by another parser.</summary>
    public static bool NeedsQuotes(string text) =>
        text.Length == 0 || text is "<<" or "=" || IsSpecialNumber(text) || LooksLikeTime.IsMatch(text)
        || Resolve(text) is not { } value || value.GetValueKind() != System.Text.Json.JsonValueKind.String;

    private static JsonValue? Resolve(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
        {
            return null;
        }

        if (True.Contains(text) || False.Contains(text))
        {
            return JsonValue.Create(True.Contains(text));
        }

        if (IsSpecialNumber(text))
        {
            throw new FormatException($"JSON has no number {text}");
        }

        return ResolveNumber(text) ?? JsonValue.Create(text);
    }

    private static JsonValue? ResolveNumber(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (plain.Length == 0 || !(char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' or '.'))
        {
            return null;
        }

        if (ParseInteger(plain) is { } integer)
        {
            // Beyond 64 bits a number is a floating one.
            return integer >= long.MinValue && integer <= long.MaxValue ? JsonValue.Create((long)integer)
                : integer >= 0 && integer <= ulong.MaxValue ? JsonValue.Create((ulong)integer)
                : JsonValue.Create((double)integer);
        }

        return Float.IsMatch(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;
    }

    private static BigInteger? ParseInteger(string plain)
    {
        // A longer one is a floating number; and the work here grows with the square of the length.
        if (plain.Length > MaxIntegerLength || Integer.Match(plain) is not { Success: true } match)
        {
            return null;
        }

        var magnitude = match switch
        {
            _ when match.Groups["hex"] is { Success: true } hex => Digits(hex.ValueSpan, 16),
            _ when match.Groups["octal"] is { Success: true } octal => Digits(octal.ValueSpan, 8),
            _ when match.Groups["binary"] is { Success: true } binary => Digits(binary.ValueSpan, 2),
            _ => Digits(match.Groups["decimal"].ValueSpan, 10),
        };
        return plain[0] == '-' ? -magnitude : magnitude;
    }

    private static BigInteger Digits(ReadOnlySpan<char> digits, int @base)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * @base) + Convert.ToInt32(digit.ToString(), 16);
        }

        return value;
    }

    private static bool IsSpecialNumber(string text) => text is
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN";

    [GeneratedRegex(
        @"\A[-+]?(0[xX](?<hex>[0-9a-fA-F]+)|0[oO]?(?<octal>[0-7]+)|0[bB](?<binary>[01]+)|(?<decimal>0|[1-9][0-9]*))\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Integer { get; }

    [GeneratedRegex(
        @"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Float { get; }

    /// <summary>Dates, and numbers to the base of 60, which YAML 1.1 has and which few parsers agree on.</summary>
    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeTime { get; }
}
