namespace Hermes.Benchmarks.Processes;

/// <summary>What a process has used so far.</summary>
/// <param name="Cpu">Processor time of all its threads, kernel and user.</param>
/// <param name="Rss">Resident memory, in bytes.</param>
/// <param name="PeakRss">The most that it ever was, in bytes.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long Rss, long PeakRss);
