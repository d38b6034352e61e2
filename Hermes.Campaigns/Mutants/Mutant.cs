namespace Hermes.Campaigns.Mutants;

/// <summary>A known bug, as a change of the source.</summary>
/// <param name="Name">Without spaces: <c>dropped-retry</c>.</param>
/// <param name="Bug">What goes wrong, in words.</param>
/// <param name="File">The file, from the repository's root.</param>
/// <param name="Original">What stands there, exactly once.</param>
/// <param name="Replacement">What takes its place.</param>
/// <param name="Hunters">The campaigns that are run against it, one after the other until one fails.</param>
internal sealed record Mutant(string Name, string Bug, string File, string Original, string Replacement, params IReadOnlyList<string> Hunters);
