using Hermes.Benchmarks.Processes;

namespace Hermes.Benchmarks.Reporting;

/// <summary>What the operator's process used.</summary>
/// <param name="CpuSeconds">Processor seconds while it was measured.</param>
/// <param name="CpuMillisecondsPerApp">The same for each app.</param>
/// <param name="CpuSecondsSinceStart">Processor seconds since its process started.</param>
/// <param name="RssMegabytes">Resident memory at the end.</param>
/// <param name="PeakRssMegabytes">The most that it ever was.</param>
internal sealed record OperatorUsage(
    double CpuSeconds, double CpuMillisecondsPerApp, double CpuSecondsSinceStart, double RssMegabytes, double PeakRssMegabytes)
{
    private const double Megabyte = 1024 * 1024;

    public static OperatorUsage Between(ProcessUsage before, ProcessUsage after, int apps)
    {
        var cpu = after.Cpu - before.Cpu;
        return new(
            Math.Round(cpu.TotalSeconds, 3),
            Math.Round(cpu.TotalMilliseconds / Math.Max(1, apps), 3),
            Math.Round(after.Cpu.TotalSeconds, 3),
            Math.Round(after.Rss / Megabyte, 1),
            Math.Round(after.PeakRss / Megabyte, 1));
    }
}
