using static Hermes.DevCluster.Cel.Functions.FunctionBuilder;

namespace Hermes.DevCluster.Cel.Functions;

/// <summary>Arithmetic, comparison and membership.</summary>
internal static class OperatorFunctions
{
    private static readonly CelType[] Ordered = [Bool, Int, Float, Str, Bytes, Duration, Timestamp];

    /// <summary>The overloads.</summary>
    public static IEnumerable<CelFunction> All =>
    [
        Function("_+_", Int, [Int, Int], a => checked((long)a[0] + (long)a[1])),
        Function("_+_", Float, [Float, Float], a => (double)a[0] + (double)a[1]),
        Function("_+_", Str, [Str, Str], a => (string)a[0] + (string)a[1]),
        Function("_+_", Bytes, [Bytes, Bytes], a => new CelBytes([.. ((CelBytes)a[0]).Value.Span, .. ((CelBytes)a[1]).Value.Span])),
        Function("_+_", types => types[0], [List, List], a => ((CelList)a[0]).Plus((CelList)a[1])),
        Function("_+_", Duration, [Duration, Duration], a => (TimeSpan)a[0] + (TimeSpan)a[1]),
        Function("_+_", Timestamp, [Timestamp, Duration], a => (DateTimeOffset)a[0] + (TimeSpan)a[1]),
        Function("_+_", Timestamp, [Duration, Timestamp], a => (DateTimeOffset)a[1] + (TimeSpan)a[0]),
        Function("_-_", Int, [Int, Int], a => checked((long)a[0] - (long)a[1])),
        Function("_-_", Float, [Float, Float], a => (double)a[0] - (double)a[1]),
        Function("_-_", Duration, [Duration, Duration], a => (TimeSpan)a[0] - (TimeSpan)a[1]),
        Function("_-_", Timestamp, [Timestamp, Duration], a => (DateTimeOffset)a[0] - (TimeSpan)a[1]),
        Function("_-_", Duration, [Timestamp, Timestamp], a => (DateTimeOffset)a[0] - (DateTimeOffset)a[1]),
        Function("_*_", Int, [Int, Int], a => checked((long)a[0] * (long)a[1])),
        Function("_*_", Float, [Float, Float], a => (double)a[0] * (double)a[1]),
        Function("_/_", Int, [Int, Int], a => Divide((long)a[0], (long)a[1])),
        Function("_/_", Float, [Float, Float], a => (double)a[0] / (double)a[1]),
        Function("_%_", Int, [Int, Int], a => Modulo((long)a[0], (long)a[1])),
        Function("-_", Int, [Int], a => checked(-(long)a[0])),
        Function("-_", Float, [Float], a => -(double)a[0]),
        Function("!_", Bool, [Bool], a => !(bool)a[0]),
        Function("@in", Bool, [Dyn, List], a => ((CelList)a[1]).Items.Any(item => CelValues.AreEqual(item, a[0]))),
        Function("@in", Bool, [Dyn, Map], a => ((CelMap)a[1]).Find(a[0]) is not null),
        .. Comparison("_<_", order => order < 0),
        .. Comparison("_<=_", order => order <= 0),
        .. Comparison("_>_", order => order > 0),
        .. Comparison("_>=_", order => order >= 0),
    ];

    private static IEnumerable<CelFunction> Comparison(string name, Func<int, bool> holds)
    {
        object Compare(IReadOnlyList<object> a) =>
            CelValues.Compare(a[0], a[1]) is { } order ? holds(order) : throw new CelException("no such overload");

        return Ordered.Select(type => Function(name, Bool, [type, type], Compare))
            .Append(Function(name, Bool, [Int, Float], Compare))
            .Append(Function(name, Bool, [Float, Int], Compare));
    }

    private static long Divide(long left, long right) => right switch
    {
        0 => throw new CelException("division by zero"),
        -1 => checked(-left),
        _ => left / right,
    };

    private static long Modulo(long left, long right) => right switch
    {
        0 => throw new CelException("modulus by zero"),
        -1 => 0L,
        _ => left % right,
    };
}
