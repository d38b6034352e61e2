using System.Diagnostics.CodeAnalysis;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Hosting;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Events;
using Hermes.Kubernetes.Hosting;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hermes.Campaigns.Worlds;

/// <summary>One life of the operator: all its parts as they ship, with a memory that begins empty.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    /// <summary>By which the server knows the operator's requests from the users'.</summary>
    public const string UserAgent = "hermes-operator";

    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _resigning = new();
    private readonly InMemoryHandler _front;
    [SuppressMessage("Usage", "CA2213", Justification = "The container disposes of it.")]
    private readonly EventPublisher _events;

    private readonly IController[] _controllers;
    private readonly InformerCache _informers;
    private readonly Task _election;
    private readonly Task _run;

    private OperatorProcess(ServiceProvider services, InMemoryHandler front, Wire wire)
    {
        (_services, _front, Wire) = (services, front, wire);
        _events = services.GetRequiredService<EventPublisher>();
        _controllers = [.. services.GetServices<IController>()];
        _informers = services.GetRequiredService<InformerCache>();
        Elector = services.GetRequiredService<ILeadership>() as LeaderElector;
        _election = Elector?.RunAsync(_resigning.Token) ?? Task.CompletedTask;
        _ = _events.StartAsync(CancellationToken.None);
        _run = services.GetRequiredService<OperatorService>().RunAsync(_stopping.Token);
    }

    /// <summary>What joins it to the server.</summary>
    public Wire Wire { get; }

    /// <summary>What takes part in the election; null where there is none.</summary>
    public LeaderElector? Elector { get; }

    /// <summary>
    /// Whether nothing is left to do until something changes or a time comes: no request is unanswered, every watch has told all, no key
    /// is in the queue or held.
    /// </summary>
    public bool IsAtRest =>
        Wire.Unanswered == 0 && _front.IsAwaited && Array.TrueForAll(_controllers, controller => controller.IsAtRest) && _events.IsAtRest;

    /// <summary>
    /// Whether it goes from reading to working, by way of the thread pool: all has been read that it needs, and the controllers have yet to hear.
    /// </summary>
    public bool IsTurningToWork => _informers.HasSynced && !Array.TrueForAll(_controllers, controller => controller.IsWorking);

    /// <summary>Whether it has ended, which it does by itself only by a fault.</summary>
    public bool HasEnded => _run.IsCompleted;

    /// <summary>Starts a process; it goes on as the pump works.</summary>
#pragma warning disable CA2000 // The container disposes of the connection, and that of the wire and the front.
    public static OperatorProcess Start(DevClusterCore cluster, Pump pump, TimeProvider time, Random random, History history, WritePlan writes, OperatorLog log)
    {
        var front = new InMemoryHandler(
            cluster.Server, UserInfo.Admin, new FrontSchedulers { Writing = pump.Scheduler, Reading = pump.Pipes }, CancellationToken.None);
        var wire = new Wire(front, history, writes);
        return Start(front, wire, wire, new OperatorOptions { HealthPort = null }, UserAgent, time, random, log);
    }

    /// <summary>Starts a process that reaches the server in its own way.</summary>
    /// <param name="front">The server.</param>
    /// <param name="wire">Before the server.</param>
    /// <param name="road">What the process sends by, before the wire.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="userAgent">Who it says it is.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="random">Its chances.</param>
    /// <param name="log">Its log.</param>
    public static OperatorProcess Start(
        InMemoryHandler front, Wire wire, HttpMessageHandler road, OperatorOptions options, string userAgent, TimeProvider time, Random random, ILoggerProvider log)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSingleton(random);
        services.AddSingleton(VirtualWorld.Catalog);
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddSingleton(provider => new ApiConnection(
            VirtualWorld.Address, new TransportOptions { UserAgent = userAgent }, timeProvider: time, loggerFactory: provider.GetRequiredService<ILoggerFactory>(), primaryHandler: road));
        services.AddHermes(options);
        return new OperatorProcess(services.BuildServiceProvider(), front, wire);
    }
#pragma warning restore CA2000

    /// <summary>Ends the process as it ends when it is told to: reconciles under way, then its events, then its lease.</summary>
    /// <exception cref="LeadershipException">It had lost its lease.</exception>
    public async Task StopAsync()
    {
        Cancel(_stopping);
        await _run;
        await _events.StopAsync(CancellationToken.None);
        Cancel(_resigning);
        await _election;
    }

    /// <summary>Ends the process as a crash does: nothing more of it is heard. What is left of it is cleared away.</summary>
    public async ValueTask DisposeAsync()
    {
        Wire.Cut();
        try
        {
            await StopAsync();
        }
        catch (LeadershipException)
        {
            // Known by now, or never to be.
        }

        await _services.DisposeAsync();
        _stopping.Dispose();
        _resigning.Dispose();
    }

    // Here and now: CancelAsync would go by way of the thread pool.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
