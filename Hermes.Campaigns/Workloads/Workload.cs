namespace Hermes.Campaigns.Workloads;

/// <summary>A sequence of things that users do, each of them when what came of the one before has come to rest.</summary>
/// <param name="Name">Without spaces: <c>edit-image</c>.</param>
/// <param name="Steps">What is done.</param>
internal sealed record Workload(string Name, params IReadOnlyList<UserStep> Steps);
