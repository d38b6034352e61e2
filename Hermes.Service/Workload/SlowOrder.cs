namespace Hermes.Service.Workload;

/// <summary>What one request to <c>/slow</c> asks for.</summary>
/// <param name="Hold">How long it is held without using a processor, as a call to a database is.</param>
internal sealed record SlowOrder(TimeSpan Hold)
{
    /// <summary>The longest that one request is held, in milliseconds.</summary>
    public const int MaxHold = 60_000;

    /// <summary>Reads <c>ms</c> (0 to 60000, 0 by default).</summary>
    /// <returns>Null where a parameter is bad; <paramref name="fault"/> names it.</returns>
    public static SlowOrder? Read(IQueryCollection query, out string? fault)
    {
        var reader = new QueryReader(query, "ms");
        var order = new SlowOrder(TimeSpan.FromMilliseconds(reader.Number("ms", MaxHold, "milliseconds")));
        fault = reader.Fault;
        return fault is null ? order : null;
    }
}
