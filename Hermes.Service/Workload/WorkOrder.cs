using System.Globalization;

namespace Hermes.Service.Workload;

/// <summary>What one request of a load test costs.</summary>
/// <param name="Wait">How long it is held without using a processor, as a call to a database is.</param>
/// <param name="Compute">How long it keeps one processor busy.</param>
internal sealed record WorkOrder(TimeSpan Wait, TimeSpan Compute)
{
    /// <summary>The longest wait, in milliseconds.</summary>
    public const int MaxWait = 60_000;

    /// <summary>The longest computation, in milliseconds.</summary>
    public const int MaxCompute = 10_000;

    /// <summary>Reads <c>ms</c> (0 to 60000) and <c>cpu</c> (0 to 10000) from a query, both in milliseconds and 0 by default.</summary>
    /// <returns>Null where a parameter is bad; <paramref name="fault"/> names it.</returns>
    public static WorkOrder? Read(IQueryCollection query, out string? fault)
    {
        fault = null;
        var wait = Milliseconds(query, "ms", MaxWait, ref fault);
        var compute = Milliseconds(query, "cpu", MaxCompute, ref fault);
        return fault is null ? new WorkOrder(wait, compute) : null;
    }

    private static TimeSpan Milliseconds(IQueryCollection query, string name, int maximum, ref string? fault)
    {
        string? text = query[name];
        if (string.IsNullOrEmpty(text))
        {
            return TimeSpan.Zero;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum)
        {
            return TimeSpan.FromMilliseconds(value);
        }

        fault ??= $"{name}: must be a number of milliseconds from 0 to {maximum}";
        return TimeSpan.Zero;
    }
}
