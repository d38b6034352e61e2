namespace Hermes.Clusters.Clients;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">All it wrote to its standard output.</param>
/// <param name="Error">All it wrote to its standard error.</param>
public sealed record ClientResult(int ExitCode, string Output, string Error);
