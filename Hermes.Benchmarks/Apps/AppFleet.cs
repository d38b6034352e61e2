using System.Collections.Concurrent;
using Hermes.Benchmarks.Runs;
using Hermes.Clusters.Reporting;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Benchmarks.Apps;

/// <summary>The apps of a benchmark: made as fast as users can, and watched until the operator has carried each out.</summary>
internal sealed class AppFleet : IAsyncDisposable
{
    private readonly IKubernetesClient _client;
    private readonly string _namespace;
    private readonly AppTemplate _template;
    private readonly TimeProvider _time;
    private readonly IInformer<HermesApp> _informer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, AwaitedApp> _awaited = new(StringComparer.Ordinal);
    private readonly Task _watching;

    public AppFleet(IKubernetesClient client, string @namespace, AppTemplate template, TimeProvider time)
    {
        (_client, _namespace, _template, _time) = (client, @namespace, template, time);
        var informers = new InformerCache(client, time, NullLoggerFactory.Instance, [@namespace]);
        _informer = informers.Get<HermesApp>();
        _informer.AddHandler((_, present) => See(present));
        _watching = informers.RunAsync(_stop.Token);
    }

    /// <summary>The apps that stand.</summary>
    public IReadOnlyList<HermesApp> Apps => _informer.Store.List();

    /// <summary>How many children the apps say they have, by kind.</summary>
    public IReadOnlyDictionary<string, int> Children =>
        Apps.SelectMany(app => app.Status?.Children ?? []).CountBy(child => child.Kind!).ToDictionary(StringComparer.Ordinal);

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _informer.WaitForSyncAsync(cancellationToken);

    /// <summary>Makes apps, and waits until each has been carried out: all children applied, in a status of its present generation.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="writers">How many are made at a time.</param>
    /// <param name="bar">Shows how far it is.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<Creation> CreateAsync(int first, int count, int writers, ProgressBar bar, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var names = Enumerable.Range(first, count).Select(AppTemplate.NameOf).ToList();
        foreach (var name in names)
        {
            _awaited[name] = new AwaitedApp();
        }

        await Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = writers, CancellationToken = cancellationToken },
            async (name, token) =>
            {
                _awaited[name].Sent = _time.GetTimestamp();
                await _client.CreateAsync(_template.Create(_namespace, name), token);
            });
        var written = _time.GetElapsedTime(start);
        await UntilDoneAsync(names, bar, cancellationToken);
        var done = names.Select(name => _awaited[name]).Where(app => app.Done.Task.IsCompletedSuccessfully).ToList();
        return new Creation
        {
            Created = count,
            Written = written,
            Duration = done.Count == 0 ? _time.GetElapsedTime(start) : _time.GetElapsedTime(start, done.Max(app => app.Done.Task.Result)),
            FirstFault = names.Find(name => !_awaited[name].Done.Task.IsCompletedSuccessfully) is { } missing ? FaultOf(missing) : null,
            Latencies = [.. done.Select(app => _time.GetElapsedTime(app.Sent, app.Done.Task.Result))],
        };
    }

    /// <summary>Makes one app that is paused.</summary>
    /// <returns>Its name, for <see cref="DoneAsync"/>.</returns>
    public async Task<string> CreatePausedAsync(CancellationToken cancellationToken)
    {
        var name = $"paused-{Guid.NewGuid():N}";
        _awaited[name] = new AwaitedApp { Sent = _time.GetTimestamp() };
        await _client.CreateAsync(AppTemplate.CreatePaused(_namespace, name), cancellationToken);
        return name;
    }

    /// <returns>When an app was seen to be carried out, as a timestamp.</returns>
    /// <exception cref="BenchmarkException">It was not in time.</exception>
    public async Task<long> DoneAsync(string name, CancellationToken cancellationToken)
    {
        var limit = Patience.For(1);
        try
        {
            return await _awaited[name].Done.Task.WaitAsync(limit, _time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new BenchmarkException($"app {name} has no status after {limit:c}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task UntilDoneAsync(List<string> names, ProgressBar bar, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience.For(names.Count), _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            foreach (var (index, name) in names.Index())
            {
                await _awaited[name].Done.Task.WaitAsync(stop.Token);
                bar.Show(index + 1, names.Count);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            // What is missing is counted, and told.
        }
        finally
        {
            bar.Clear();
        }
    }

    private void See(HermesApp? app)
    {
        if (app is not null && IsCarriedOut(app) && _awaited.TryGetValue(app.Metadata.Name, out var awaited))
        {
            awaited.Done.TrySetResult(_time.GetTimestamp());
        }
    }

    private string FaultOf(string name)
    {
        var status = Apps.FirstOrDefault(app => app.Metadata.Name == name)?.Status;
        var child = status?.Children?.FirstOrDefault(child => child.State != ChildState.Applied);
        return status is null ? $"{name} has no status"
            : child is null ? $"{name} has a status of another generation"
            : $"{name}: {child.Kind} {child.State}: {child.Message}";
    }

    private static bool IsCarriedOut(HermesApp app) =>
        app.Status is { Children: { } children } status
        && status.ObservedGeneration == app.Metadata.Generation
        && (app.Spec.Paused is true || children.All(child => child.State == ChildState.Applied));

    private sealed class AwaitedApp
    {
        /// <summary>When it was sent, as a timestamp.</summary>
        public long Sent { get; set; }

        /// <summary>When it was seen to be carried out, as a timestamp.</summary>
        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
