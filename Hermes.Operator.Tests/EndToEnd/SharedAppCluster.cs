namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>One cluster for all tests that keep to a namespace of their own.</summary>
public sealed class SharedAppCluster : IAsyncLifetime
{
    internal AppCluster Apps { get; private set; } = null!;

    public async Task InitializeAsync() => Apps = await AppCluster.StartAsync();

    public async Task DisposeAsync()
    {
        if (Apps is not null)
        {
            await Apps.DisposeAsync();
        }
    }
}
