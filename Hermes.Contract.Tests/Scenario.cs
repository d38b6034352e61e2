namespace Hermes.Contract.Tests;

/// <summary>Requests in order, in a namespace and an API group of their own.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Needs">What must be there first.</param>
/// <param name="Exchanges">Those of the setup have no name.</param>
internal sealed record Scenario(string Name, IReadOnlyList<ScenarioNeed> Needs, IReadOnlyList<Exchange> Exchanges);
