using System.Threading.Channels;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Caching;

/// <summary>An informer of a scripted server, whose changes come one by one.</summary>
public sealed class InformerFixture : IAsyncDisposable
{
    private readonly ServerFixture _server = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private Task _run = Task.CompletedTask;

    internal InformerFixture(InformerOptions<V1ConfigMap>? options = null)
    {
        Informer = new Informer<V1ConfigMap>(
            _server.Client, options ?? new InformerOptions<V1ConfigMap>(), Times, _server.Time, NullLogger.Instance);
        Informer.AddHandler((former, present) => _changes.Writer.TryWrite(Describe(former, present)));
    }

    internal static ReflectorOptions Times { get; } = new();

    internal Informer<V1ConfigMap> Informer { get; }

    public ScriptedServer Server => _server.Server;

    public ManualTime Time => _server.Time;

    public void Start() => _run = Informer.RunAsync(_stop.Token);

    /// <summary>The next change told, as <c>+name@version</c>, <c>~name@version</c> or <c>-name@version</c>.</summary>
    public async Task<string> NextAsync() => await _changes.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    /// <summary>The changes that were told and not asked for.</summary>
    public IReadOnlyList<string> Rest()
    {
        List<string> rest = [];
        while (_changes.Reader.TryRead(out var change))
        {
            rest.Add(change);
        }

        return rest;
    }

    /// <summary>Lets the wait before the next try pass.</summary>
    public Task<TimeSpan> PassPauseAsync() => Time.AdvanceToNextAsync(IsPause);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
        _server.Dispose();
    }

    // The other timers are the deadline of a call, which is exact, and a watch's idle limit.
    private static bool IsPause(TimeSpan due) => due != TimeSpan.FromSeconds(30) && due != Times.IdleLimit;

    private static string Describe(V1ConfigMap? former, V1ConfigMap? present) => (former, present) switch
    {
        (null, { } added) => "+" + Name(added),
        ({ }, { } changed) => "~" + Name(changed),
        ({ } gone, null) => "-" + Name(gone),
        _ => "nothing",
    };

    private static string Name(V1ConfigMap entity) => $"{entity.Metadata.Name}@{entity.Metadata.ResourceVersion}";
}
