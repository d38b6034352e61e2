using System.Net;
using Hermes.Kubernetes.Events;
using Hermes.Kubernetes.Telemetry;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.LeaderElection;

/// <summary>
/// Takes the lease when it can be had, renews it, and releases it when the host stops. It is to stop after all that writes; a lease that is
/// lost is a fault, which ends the host. A process leads once at most.
/// </summary>
internal sealed class LeaderElector : BackgroundService, ILeadership
{
    /// <summary>How long releasing the lease may take.</summary>
    public static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(3);

    /// <summary>The reason of the events that it publishes about the lease.</summary>
    public const string EventReason = "LeaderElection";

    // Longer than the margin that a call needs, however short the renew deadline.
    private static readonly TimeSpan LeastCallLimit = TimeSpan.FromSeconds(1.5);

    private readonly LeaseClient _leases;
    private readonly LeaderElectionOptions _options;
    private readonly string _identity;
    private readonly WriteFence _fence;
    private readonly IEventPublisher _events;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly LeaseRecord _record;
    private readonly LeaseObservation _observation;
    private readonly TimeSpan _callLimit;

    // What follows goes on at once: it only starts the controllers, whose workers yield.
    private readonly TaskCompletionSource _leads = new();
    private volatile V1Lease? _led;
    private string? _fault;
    private long _turned;

    /// <param name="leases">The lease.</param>
    /// <param name="options">Durations that have been checked.</param>
    /// <param name="identity">This replica, unlike any other.</param>
    /// <param name="fence">What this replica's writes pass; disposed with the elector.</param>
    /// <param name="events">Where it is told who leads.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads its pauses.</param>
    /// <param name="logger">Where it logs.</param>
    public LeaderElector(
        LeaseClient leases,
        LeaderElectionOptions options,
        string identity,
        WriteFence fence,
        IEventPublisher events,
        TimeProvider time,
        Random random,
        ILogger<LeaderElector> logger)
    {
        (_leases, _options, _identity, _fence, _events, _time, _random, _logger) = (leases, options, identity, fence, events, time, random, logger);
        _record = new LeaseRecord(identity, options.LeaseDuration, time);
        _observation = new LeaseObservation(options.LeaseDuration, time);
        _callLimit = options.RenewDeadline / 2 > LeastCallLimit ? options.RenewDeadline / 2 : LeastCallLimit;
        _turned = time.GetTimestamp();
    }

    /// <summary>What this replica calls itself in the lease.</summary>
    public string Identity => _identity;

    public CancellationToken Lost => _fence.Closed;

    /// <summary>Whether this process leads now.</summary>
    public bool Leads => _fence.Remaining > TimeSpan.Zero;

    public Task WaitAsync(CancellationToken cancellationToken) => _leads.Task.WaitAsync(cancellationToken);

    public void Resign()
    {
        if (_led is { } lease && Leads)
        {
            _events.Publish(lease, EventType.Normal, EventReason, $"{_identity} stopped leading");
        }
    }

    public string? CheckLoop()
    {
        if (ExecuteTask is { IsFaulted: true } run)
        {
            return $"the leader election has ended: {run.Exception?.InnerException?.Message}";
        }

        // Each turn is two calls and a pause at most, all of them bounded; none of it depends on an API server that answers.
        var still = _time.GetElapsedTime(Volatile.Read(ref _turned));
        return ExecuteTask is { IsCompleted: false } && still > (3 * _callLimit) + _options.LeaseDuration
            ? $"the leader election has stood still for {still:c}"
            : null;
    }

    public override void Dispose()
    {
        base.Dispose();
        _fence.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>Runs until told to stop or the lease is lost, on the caller's context where that has one.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        using var gauge = LeadershipInstruments.Observe(_leases.Name, () => Leads);
        try
        {
            _logger.StandsBy(_identity, _leases.Namespace, _leases.Name);
            if (await AcquireAsync(stoppingToken) is not { } taken)
            {
                return;
            }

            _logger.Leads(_identity, _leases.Namespace, _leases.Name);
            _events.Publish(taken, EventType.Normal, EventReason, $"{_identity} became leader");
            _led = taken;
            _leads.TrySetResult();
            await ReleaseAsync(await RenewAsync(taken, stoppingToken));
        }
        catch (LeadershipException lost)
        {
            _logger.Lost(_identity, lost.Message);
            throw;
        }
        finally
        {
            _fence.Close();
        }
    }

    /// <returns>The lease as held; null where the host stops first.</returns>
    private async Task<V1Lease?> AcquireAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Turn();
            if (await AttemptAsync(TryTakeAsync, stopping) is { } taken)
            {
                return taken;
            }

            // To look when the lease runs out is what keeps a takeover within its duration and one period.
            var pause = _options.RetryPeriod / 2 * Jitter();
            await PauseAsync(_observation.Remaining is var wait && wait > TimeSpan.Zero && wait < pause ? wait : pause, stopping);
        }

        return null;
    }

    /// <returns>The lease as held; null where another has it.</returns>
    private async Task<V1Lease?> TryTakeAsync(CancellationToken stopping)
    {
        var lease = await _leases.GetAsync(_callLimit, stopping);
        _observation.Observe(lease);

        // Ours is one that was written without an answer.
        if (_observation.Remaining > TimeSpan.Zero && !(lease is not null && _record.IsOurs(lease)))
        {
            return null;
        }

        var sent = _time.GetTimestamp();
        try
        {
            // Not cancelled: whether the lease is ours must be known before this ends.
            var wanted = _record.Taken(lease, _leases.Name, _leases.Namespace);
            var taken = await _leases.PutAsync(wanted, _callLimit, CancellationToken.None);
            return _fence.TryExtend(sent, _options.RenewDeadline) ? taken : null;
        }
        catch (KubernetesException refusal) when (IsOvertaken(refusal) || (lease is null && IsThere(refusal)))
        {
            return null;
        }
    }

    /// <summary>Renews the lease until the host stops.</summary>
    /// <returns>The lease as last seen.</returns>
    /// <exception cref="LeadershipException">It is lost.</exception>
    private async Task<V1Lease> RenewAsync(V1Lease held, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, _fence.Closed);
        while (true)
        {
            Turn();
            await PauseAsync(_options.RetryPeriod * Jitter(), either.Token);
            RequireLease();
            if (stopping.IsCancellationRequested)
            {
                return held;
            }

            held = await AttemptAsync(_ => RenewOnceAsync(held), _fence.Closed) ?? held;
            RequireLease();
        }

        void RequireLease()
        {
            if (!Leads)
            {
                throw new LeadershipException($"the lease could not be renewed within {_options.RenewDeadline:c}");
            }
        }
    }

    private async Task<V1Lease?> RenewOnceAsync(V1Lease held)
    {
        try
        {
            return await PutRenewedAsync(held);
        }
        catch (KubernetesException refusal) when (IsOvertaken(refusal) || refusal.StatusCode == HttpStatusCode.NotFound)
        {
            // By another replica, by somebody's edit, or by a renewal of ours that was never answered.
            var present = await _leases.GetAsync(Limit(), _fence.Closed);
            return present is null ? throw new LeadershipException("the lease was deleted")
                : _record.IsOurs(present) ? await PutRenewedAsync(present)
                : throw new LeadershipException($"the lease was taken by {present.Spec?.HolderIdentity ?? "nobody"}");
        }
    }

    private async Task<V1Lease> PutRenewedAsync(V1Lease held)
    {
        var sent = _time.GetTimestamp();
        var renewed = await _leases.PutAsync(_record.Renewed(held), Limit(), _fence.Closed);
        return _fence.TryExtend(sent, _options.RenewDeadline) ? renewed : throw new LeadershipException("the lease was renewed too late");
    }

    /// <summary>Gives the lease back, unless the server may still be executing a write of ours: the next leader must be the only one.</summary>
    private async Task ReleaseAsync(V1Lease held)
    {
        if (!_fence.Close())
        {
            _logger.NotReleased(_leases.Namespace, _leases.Name, "a write has not been answered");
            return;
        }

        using var limit = new CancellationTokenSource(ReleaseLimit, _time);
        try
        {
            await PutReleasedAsync(held, limit.Token);
            _logger.Released(_identity, _leases.Namespace, _leases.Name);
        }
#pragma warning disable CA1031 // Whatever it is, the lease runs out by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _logger.NotReleased(_leases.Namespace, _leases.Name, failure.Message);
        }
    }

    private async Task PutReleasedAsync(V1Lease held, CancellationToken cancellationToken)
    {
        try
        {
            await _leases.PutAsync(_record.Released(held), ReleaseLimit, cancellationToken);
        }
        catch (KubernetesException refusal) when (IsOvertaken(refusal))
        {
            if (await _leases.GetAsync(ReleaseLimit, cancellationToken) is { } present && _record.IsOurs(present))
            {
                await _leases.PutAsync(_record.Released(present), ReleaseLimit, cancellationToken);
            }
        }
    }

    /// <summary>Makes an attempt that may fail, since there will be another.</summary>
    /// <returns>What it returns; null where it fails.</returns>
    private async Task<V1Lease?> AttemptAsync(Func<CancellationToken, Task<V1Lease?>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await attempt(cancellationToken);
            if (Interlocked.Exchange(ref _fault, null) is not null)
            {
                _logger.Recovered(_leases.Namespace, _leases.Name);
            }

            return lease;
        }
        catch (LeadershipException)
        {
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // A server that is away, a token that cannot be had: what goes on fails again, and is told once.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (Interlocked.Exchange(ref _fault, failure.Message) != failure.Message)
            {
                _logger.Failed(_leases.Namespace, _leases.Name, failure.Message);
            }

            return null;
        }
    }

    private void Turn() => Volatile.Write(ref _turned, _time.GetTimestamp());

    // In whole milliseconds, rounded up, as timers count: a pause of less would be none, and the loop would spin.
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => await Task
        .Delay(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)), _time, cancellationToken)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private TimeSpan Limit() => _fence.Remaining is var remaining && remaining < _callLimit ? remaining : _callLimit;

    // Downwards only: the periods are limits.
    private double Jitter() => 1 - (_random.NextDouble() / 5);

    private static bool IsOvertaken(KubernetesException refusal) => refusal.StatusCode == HttpStatusCode.Conflict;

    // To a PUT without a resource version.
    private static bool IsThere(KubernetesException refusal) => refusal.StatusCode == HttpStatusCode.UnprocessableEntity;
}
