namespace Hermes.Service.Workload;

/// <summary>What one request to <c>/work</c> costs.</summary>
/// <param name="Busy">How long it keeps one processor busy.</param>
/// <param name="Mebibytes">How much memory it holds meanwhile.</param>
internal sealed record WorkOrder(TimeSpan Busy, int Mebibytes)
{
    /// <summary>The longest that one request may keep a processor busy, in milliseconds.</summary>
    public const int MaxBusy = 60_000;

    /// <summary>Reads <c>ms</c> (0 to 60000) and <c>mb</c> (0 to what all requests may hold), both 0 by default.</summary>
    /// <returns>Null where a parameter is bad; <paramref name="fault"/> names it.</returns>
    public static WorkOrder? Read(IQueryCollection query, int maxMebibytes, out string? fault)
    {
        var reader = new QueryReader(query, "ms", "mb");
        var order = new WorkOrder(
            TimeSpan.FromMilliseconds(reader.Number("ms", MaxBusy, "milliseconds")), reader.Number("mb", maxMebibytes, "MiB"));
        fault = reader.Fault;
        return fault is null ? order : null;
    }
}
