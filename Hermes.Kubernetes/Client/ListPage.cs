namespace Hermes.Kubernetes.Client;

/// <summary>What a page of a list says besides its objects.</summary>
/// <param name="ResourceVersion">The version of the whole list.</param>
/// <param name="Continue">How to ask for the next page; null or empty on the last.</param>
internal sealed record ListPage(string ResourceVersion, string? Continue);
