namespace Hermes.Demo.Snapshots;

/// <summary>A span of the operator's, and what was done below it.</summary>
/// <param name="App">The app, as <c>namespace/name</c>.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="TraceId">The trace that it belongs to.</param>
/// <param name="Steps">What was done below it, such as <c>apply Deployment 3 ms</c>.</param>
internal sealed record TraceSnapshot(string App, string Result, TimeSpan Duration, string TraceId, IReadOnlyList<string> Steps);
