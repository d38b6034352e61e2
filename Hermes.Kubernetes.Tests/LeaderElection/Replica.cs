using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Tests.Transport;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.LeaderElection;

/// <summary>One replica with a clock of its own, which stands still but for what a test lets pass.</summary>
internal sealed class Replica : IAsyncDisposable
{
    public static readonly LeaderElectionOptions Options = new() { Enabled = true };

    private readonly ApiConnection _connection;
    private TimeSpan _pause;

    public Replica(string name, HttpMessageHandler server)
    {
        Name = name;
        _connection = new ApiConnection(
            new ClusterConfiguration { Server = new Uri("https://cluster.test") }, new TransportOptions { UserAgent = name }, Time, null, server);
        Client = new ResourceClient(_connection, ServerFixture.Catalog);
        Fence = new WriteFence(Time, Options.LeaseDuration - Options.RenewDeadline);
        _connection.FenceWrites(Fence);
        Elector = new LeaderElector(
            new LeaseClient(_connection, ServerFixture.Catalog, "election", "default"),
            Options,
            name,
            Fence,
            Events,
            Time,
            Random.Shared,
            NullLogger<LeaderElector>.Instance);
    }

    public string Name { get; }

    public ManualTime Time { get; } = new();

    public WriteFence Fence { get; }

    public RecordedEvents Events { get; } = new();

    public LeaderElector Elector { get; }

    public ResourceClient Client { get; }

    public bool MayWrite => Fence.Remaining > TimeSpan.Zero;

    public Task Run => Elector.ExecuteTask ?? Task.CompletedTask;

    /// <summary>Starts it, and waits until it has looked once.</summary>
    public async Task<Replica> StartAsync()
    {
        await Elector.StartAsync(CancellationToken.None);
        _pause = await NextPauseAsync();
        return this;
    }

    /// <summary>Lets time pass up to the end of its pause at most, and then waits for its next pause or its end.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        by.ShouldBeLessThanOrEqualTo(_pause);
        Time.Advance(by);
        _pause -= by;
        if (_pause <= TimeSpan.Zero)
        {
            _pause = await NextPauseAsync();
        }
    }

    /// <summary>How long it is until the first of their pauses ends.</summary>
    public static TimeSpan PauseOf(params IReadOnlyList<Replica> replicas) => replicas.Min(replica => replica._pause);

    /// <summary>Lets the same time pass for all, until the first of their pauses ends.</summary>
    /// <returns>How much it was.</returns>
    public static async Task<TimeSpan> TurnAsync(params IReadOnlyList<Replica> replicas)
    {
        var by = PauseOf(replicas);
        foreach (var replica in replicas)
        {
            await replica.AdvanceAsync(by);
        }

        return by;
    }

    public Task<V1ConfigMap> WriteAsync() => Client.CreateAsync(
        new V1ConfigMap { Metadata = new V1ObjectMeta { Name = $"{Name}-{Guid.NewGuid():N}", NamespaceProperty = "default" } }, CancellationToken.None)
        .WaitAsync(Patience.Limit);

    public Task StopAsync() => Elector.StopAsync(CancellationToken.None).WaitAsync(Patience.Limit);

    /// <summary>Its end, where that is the loss of the lease.</summary>
    public Task<LeadershipException> LossAsync() => Run.WaitAsync(Patience.Limit).ShouldThrowAsync<LeadershipException>();

    public async ValueTask DisposeAsync()
    {
        if (!Run.IsCompleted)
        {
            await StopAsync();
        }

        Elector.Dispose();
        _connection.Dispose();
    }

    // Calls have longer limits than any pause.
    private async Task<TimeSpan> NextPauseAsync()
    {
        var pause = Time.NextTimerAsync(due => due > TimeSpan.Zero && due <= Options.RetryPeriod);
        return await Task.WhenAny(pause, Run) == pause ? await pause : TimeSpan.MaxValue;
    }
}
