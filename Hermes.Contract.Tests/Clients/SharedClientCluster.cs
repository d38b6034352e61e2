namespace Hermes.Contract.Tests.Clients;

/// <summary>One cluster for all tests that drive a program: each keeps to a namespace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedClientCluster : ICollectionFixture<ClientCluster>
{
    public const string Name = "Clients";
}
