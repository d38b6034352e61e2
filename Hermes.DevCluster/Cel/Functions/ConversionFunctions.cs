using System.Globalization;
using System.Text;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Cel.Functions.FunctionBuilder;

namespace Hermes.DevCluster.Cel.Functions;

/// <summary>From one type to another.</summary>
internal static class ConversionFunctions
{
    /// <summary>The overloads.</summary>
    public static IEnumerable<CelFunction> All =>
    [
        Function("int", Int, [Int], a => a[0]),
        Function("int", Int, [Float], a => ToInt((double)a[0])),
        Function("int", Int, [Str], a => ToInt((string)a[0])),
        Function("int", Int, [Timestamp], a => ((DateTimeOffset)a[0]).ToUnixTimeSeconds()),
        Function("double", Float, [Float], a => a[0]),
        Function("double", Float, [Int], a => (double)(long)a[0]),
        Function("double", Float, [Str], a => ToDouble((string)a[0])),
        Function("string", Str, [Dyn], a => ToText(a[0])),
        Function("bool", Bool, [Bool], a => a[0]),
        Function("bool", Bool, [Str], a => ToBool((string)a[0])),
        Function("bytes", Bytes, [Bytes], a => a[0]),
        Function("bytes", Bytes, [Str], a => new CelBytes(Encoding.UTF8.GetBytes((string)a[0]))),
        Function("duration", Duration, [Duration], a => a[0]),
        Function("duration", Duration, [Str], a => ToDuration((string)a[0])),
        Function("timestamp", Timestamp, [Timestamp], a => a[0]),
        Function("timestamp", Timestamp, [Str], a => ToTimestamp((string)a[0])),
        Function("timestamp", Timestamp, [Int], a => DateTimeOffset.FromUnixTimeSeconds((long)a[0])),
        Function("dyn", Dyn, [Dyn], a => a[0]),
        Function("type", new CelType(CelKind.Type), [Dyn], a => CelValues.TypeOf(a[0])),
        Method("getHours", Int, [Duration], a => (long)((TimeSpan)a[0]).TotalHours),
        Method("getMinutes", Int, [Duration], a => (long)((TimeSpan)a[0]).TotalMinutes),
        Method("getSeconds", Int, [Duration], a => (long)((TimeSpan)a[0]).TotalSeconds),
        Method("getMilliseconds", Int, [Duration], a => (long)((TimeSpan)a[0]).Milliseconds),
        Function("quantity", Quantity, [Str], a => CelQuantity.Parse((string)a[0]) ?? throw new CelException(
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")),
        Function("isQuantity", Bool, [Str], a => CelQuantity.Parse((string)a[0]) is not null),
        Method("isGreaterThan", Bool, [Quantity, Quantity], a => Amount(a, 0) > Amount(a, 1)),
        Method("isLessThan", Bool, [Quantity, Quantity], a => Amount(a, 0) < Amount(a, 1)),
        Method("compareTo", Int, [Quantity, Quantity], a => (long)Amount(a, 0).CompareTo(Amount(a, 1))),
        Method("sign", Int, [Quantity], a => (long)Math.Sign(Amount(a, 0))),
        Method("isInteger", Bool, [Quantity], a => IsInt(Amount(a, 0))),
        Method("asInteger", Int, [Quantity], a => AsInteger(Amount(a, 0))),
        Method("asApproximateFloat", Float, [Quantity], a => (double)Amount(a, 0)),
        Method("add", Quantity, [Quantity, Quantity], a => new CelQuantity(Amount(a, 0) + Amount(a, 1))),
        Method("add", Quantity, [Quantity, Int], a => new CelQuantity(Amount(a, 0) + (long)a[1])),
        Method("sub", Quantity, [Quantity, Quantity], a => new CelQuantity(Amount(a, 0) - Amount(a, 1))),
        Method("sub", Quantity, [Quantity, Int], a => new CelQuantity(Amount(a, 0) - (long)a[1])),
    ];

    private static decimal Amount(IReadOnlyList<object> arguments, int at) => ((CelQuantity)arguments[at]).Value;

    private static bool IsInt(decimal amount) => decimal.IsInteger(amount) && amount is >= long.MinValue and <= long.MaxValue;

    private static long AsInteger(decimal amount) =>
        IsInt(amount) ? (long)amount : throw new CelException("cannot convert value to integer");

    private static string ToText(object value) =>
        value is CelList or CelMap or CelObject or CelNull ? throw new CelException("no such overload") : CelValues.Text(value);

    private static DateTimeOffset ToTimestamp(string text) =>
        Rfc3339.TryParse(text, out var time) ? time : throw Unconvertible("timestamp");

    private static long ToInt(double number) =>
        number is > long.MinValue and < long.MaxValue ? (long)number : throw new CelException("integer overflow");

    private static long ToInt(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unconvertible("int");

    private static double ToDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Unconvertible("double");

    private static bool ToBool(string text) => text switch
    {
        "1" or "t" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "false" or "FALSE" or "False" => false,
        _ => throw Unconvertible("bool"),
    };

    private static TimeSpan ToDuration(string text) =>
        GoDuration.TryParse(text, out var nanoseconds)
            ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new CelException($"time: invalid duration {GoText.Quote(text)}");

    private static CelException Unconvertible(string type) => new($"type conversion error from 'string' to '{type}'");
}
