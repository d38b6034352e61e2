using static Hermes.DevCluster.Cel.Functions.FunctionBuilder;

namespace Hermes.DevCluster.Cel.Functions;

/// <summary>Functions of lists, sizes and sets.</summary>
internal static class ListFunctions
{
    /// <summary>The overloads.</summary>
    public static IEnumerable<CelFunction> All =>
    [
        .. Sizes(Function),
        .. Sizes(Method),
        Method("isSorted", Bool, [List], a => Items(a, 0).Zip(Items(a, 0).Skip(1)).All(pair => Order(pair.First, pair.Second) <= 0)),
        Method("sum", types => types[0].Element ?? Dyn, [List], a => Sum(Items(a, 0))),
        Method("min", types => types[0].Element ?? Dyn, [List], a => Extreme("min", Items(a, 0), order => order < 0)),
        Method("max", types => types[0].Element ?? Dyn, [List], a => Extreme("max", Items(a, 0), order => order > 0)),
        Method("indexOf", Int, [List, Dyn], a => (long)Items(a, 0).ToList().FindIndex(item => CelValues.AreEqual(item, a[1]))),
        Method("lastIndexOf", Int, [List, Dyn], a => (long)Items(a, 0).ToList().FindLastIndex(item => CelValues.AreEqual(item, a[1]))),
        Method("distinct", types => types[0], [List], a => new CelList(Distinct(Items(a, 0)))),
        Function("sets.contains", Bool, [List, List], a => Contains(Items(a, 0), Items(a, 1))),
        Function("sets.equivalent", Bool, [List, List], a => Contains(Items(a, 0), Items(a, 1)) && Contains(Items(a, 1), Items(a, 0))),
        Function("sets.intersects", Bool, [List, List], a => Items(a, 0).Any(item => Contains(Items(a, 1), [item]))),
    ];

    private delegate CelFunction Declare(string name, CelType result, IReadOnlyList<CelType> parameters, CelInvocation invoke);

    private static CelFunction[] Sizes(Declare declare) =>
    [
        declare("size", Int, [Str], a => (long)((string)a[0]).EnumerateRunes().Count()),
        declare("size", Int, [Bytes], a => (long)((CelBytes)a[0]).Value.Length),
        declare("size", Int, [List], a => (long)Items(a, 0).Count),
        declare("size", Int, [Map], a => (long)((CelMap)a[0]).Entries.Count),
    ];

    private static IReadOnlyList<object> Items(IReadOnlyList<object> arguments, int at) => ((CelList)arguments[at]).Items;

    private static int Order(object left, object right) => CelValues.Compare(left, right) ?? throw new CelException("no such overload");

    private static object Sum(IReadOnlyList<object> items) => items.Count == 0
        ? 0L
        : items.Skip(1).Aggregate(items[0], (sum, item) => CelFunctions.Invoke("_+_", isMethod: false, [sum, item]));

    private static object Extreme(string name, IReadOnlyList<object> items, Func<int, bool> isMore) => items.Count == 0
        ? throw new CelException($"{name} called on empty list")
        : items.Aggregate((best, item) => isMore(Order(item, best)) ? item : best);

    private static bool Contains(IReadOnlyList<object> items, IReadOnlyList<object> others) =>
        others.All(other => items.Any(item => CelValues.AreEqual(item, other)));

    private static List<object> Distinct(IReadOnlyList<object> items)
    {
        var distinct = new List<object>();
        foreach (var item in items.Where(item => !distinct.Exists(known => CelValues.AreEqual(known, item))))
        {
            distinct.Add(item);
        }

        return distinct;
    }
}
