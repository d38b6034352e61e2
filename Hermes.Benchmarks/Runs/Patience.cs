namespace Hermes.Benchmarks.Runs;

/// <summary>How long a benchmark waits before it gives up: nothing that works takes so long.</summary>
internal static class Patience
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PerApp = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a number of apps may take.</summary>
    public static TimeSpan For(int apps) => Least + (PerApp * apps);
}
