using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Memory;

/// <summary>What the operator uses with a number of apps at rest.</summary>
/// <param name="Apps">How many apps stand.</param>
/// <param name="Added">How many of them were made for this rung.</param>
/// <param name="Operator">Its use while they were made, and at rest.</param>
/// <param name="RssKilobytesPerApp">Resident memory by app, what it takes without one included.</param>
/// <param name="CpuToFirst">Processor time by added app, relative to the first rung.</param>
internal sealed record MemoryRung(int Apps, int Added, OperatorUsage Operator, double RssKilobytesPerApp, double CpuToFirst);
