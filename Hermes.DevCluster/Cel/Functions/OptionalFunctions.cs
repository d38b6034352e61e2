using static Hermes.DevCluster.Cel.Functions.FunctionBuilder;

namespace Hermes.DevCluster.Cel.Functions;

/// <summary>Values that may be absent.</summary>
internal static class OptionalFunctions
{
    /// <summary>The overloads.</summary>
    public static IEnumerable<CelFunction> All =>
    [
        Function("optional.of", types => new(CelKind.Optional, types[0]), [Dyn], a => new CelOptional(a[0])),
        Function("optional.none", Optional, [], _ => CelOptional.None),
        Function("optional.ofNonZeroValue", types => new(CelKind.Optional, types[0]), [Dyn], a =>
            IsZero(a[0]) ? CelOptional.None : new CelOptional(a[0])),
        Method("hasValue", Bool, [Optional], a => ((CelOptional)a[0]).Value is not null),
        Method("value", types => types[0].Element ?? Dyn, [Optional], a =>
            ((CelOptional)a[0]).Value ?? throw new CelException("optional.none() dereference")),
        Method("orValue", types => types[0].Element ?? types[1], [Optional, Dyn], a => ((CelOptional)a[0]).Value ?? a[1]),
        Method("or", types => types[0], [Optional, Optional], a => ((CelOptional)a[0]).Value is null ? a[1] : a[0]),
    ];

    private static bool IsZero(object value) => value switch
    {
        CelNull or false or 0L or 0.0 or "" => true,
        CelList list => list.Items.Count == 0,
        CelMap map => map.Entries.Count == 0,
        CelObject map => map.Value.Count == 0,
        TimeSpan duration => duration == TimeSpan.Zero,
        _ => false,
    };
}
