using System.Net;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// The way between one replica and the server, with all that may go wrong on it. What has left the replica goes its way even where the
/// replica is paused, gives the request up, or is gone.
/// </summary>
internal sealed class ReplicaRoad : DelegatingHandler
{
    // In both directions together less than a leader leaves between its deadline and the end of its lease, at whatever rate its clock goes.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(500);

    // What kube-apiserver takes where a write does not say.
    private static readonly TimeSpan ServersPatience = TimeSpan.FromSeconds(34);

    private readonly VirtualWorld _world;
    private readonly Replica _replica;
    private readonly Wire _wire;
    private readonly ServerDoor _door;
    private readonly StallingPipes _streams;
    private readonly Random _random;
    private readonly CancellationTokenSource _cut = new();
    private RoadFault _fault;
    private RoadScope _scope;

    /// <param name="world">Where it is.</param>
    /// <param name="replica">At this end.</param>
    /// <param name="wire">At the other, as long as the replica is there.</param>
    /// <param name="door">Behind the wire.</param>
    /// <param name="streams">What arrives of unfinished answers.</param>
    /// <param name="random">How late what is late is.</param>
    public ReplicaRoad(VirtualWorld world, Replica replica, Wire wire, ServerDoor door, StallingPipes streams, Random random)
        : base(wire) => (_world, _replica, _wire, _door, _streams, _random) = (world, replica, wire, door, streams, random);

    /// <summary>Makes something go wrong, in place of what did.</summary>
    public void Set(RoadFault fault, RoadScope scope)
    {
        (_fault, _scope) = (fault, scope);
        if (fault is RoadFault.Refused or RoadFault.Silent or RoadFault.AnswersLost && scope != RoadScope.Lease)
        {
            _streams.Stall();
        }
        else
        {
            _streams.Flow();
        }
    }

    /// <summary>Ends the replica: it sends and hears nothing more.</summary>
    public void Cut()
    {
        _wire.Cut();
        _cut.Cancel();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var began = _replica.Clock.GetTimestamp();
        _replica.Leaves(request);

        // A pause that begins here keeps it from being sent: its content has the last word when that is over.
        await Task.Yield();
        ThrowIfCut();
        var letter = await Letter.ReadAsync(request, cancellationToken);
        _replica.Sends(letter);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        var answer = Start(letter);
        try
        {
            var response = await answer.WaitAsync(either.Token);
            _replica.Hears(letter, response, began);
            return response;
        }
        catch (OperationCanceledException)
        {
#pragma warning disable CA2025 // The answer does not know of the token.
            _ = ForgetAsync(answer);
#pragma warning restore CA2025
            ThrowIfCut();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _cut.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> Start(Letter letter)
    {
        var here = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_world.Pump);
        try
        {
            return CarryAsync(letter);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(here);
        }
    }

    private async Task<HttpResponseMessage> CarryAsync(Letter letter)
    {
        var fault = FaultOf(letter);
        switch (fault)
        {
            case RoadFault.Refused:
                throw Broken();
            case RoadFault.Silent:
                return await NeverAsync();
            case RoadFault.AnswersLost:
                (await ServeAsync(letter)).Dispose();
                return await NeverAsync();
            case RoadFault.Late:
                await DelayAsync(LongestDelay * Chance());
                var late = await ServeLateAsync(letter);
                await DelayAsync(LongestDelay * Chance());
                return late;
            case RoadFault.SlowServer when letter.IsWrite:
                return await ServeSlowlyAsync(letter);
            case RoadFault.Orphaned when letter.IsWrite:
                _ = ForgetAsync(ServeSlowlyAsync(letter));
                throw Broken();
            default:
                return await ServeAsync(letter);
        }
    }

    private RoadFault FaultOf(Letter letter) => _scope switch
    {
        RoadScope.Lease when !letter.IsLeases => RoadFault.None,
        RoadScope.Others when letter.IsLeases => RoadFault.None,
        _ => _fault,
    };

    private async Task<HttpResponseMessage> ServeAsync(Letter letter)
    {
        using var request = letter.ToRequest();
        return await base.SendAsync(request, CancellationToken.None);
    }

    // Whether or not the replica is still there.
    private async Task<HttpResponseMessage> ServeLateAsync(Letter letter)
    {
        using var request = letter.ToRequest();
        var from = _world.History.Committed;
        var response = await _door.ServeAsync(request);
        if (letter.IsWrite)
        {
            _world.History.AddWrite(from, _world.History.Committed);
        }

        return response;
    }

    // Often about as long as it was given, and beyond: what takes longer is given up, as kube-apiserver does.
    private async Task<HttpResponseMessage> ServeSlowlyAsync(Letter letter)
    {
        var given = letter.Timeout ?? ServersPatience;
        var needed = given * (Chance() < 0.5 ? Chance() : 0.8 + (0.25 * Chance()));
        await DelayAsync(needed < given ? needed : given);
        if (needed < given)
        {
            return await ServeLateAsync(letter);
        }

        return GivenUp();
    }

#pragma warning disable CA2000 // The caller disposes of it.
    private static HttpResponseMessage GivenUp() => new(HttpStatusCode.GatewayTimeout)
    {
        Content = new StringContent("""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Timeout","code":504}"""),
    };
#pragma warning restore CA2000

    private Task DelayAsync(TimeSpan delay) => Task.Delay(delay, _world.Time);

#pragma warning disable CA5394 // Chances repeat with the seed; nothing is a secret.
    private double Chance() => _random.NextDouble();
#pragma warning restore CA5394

    private void ThrowIfCut()
    {
        if (_wire.IsCut)
        {
            throw Broken();
        }
    }

    private static Task<HttpResponseMessage> NeverAsync() => new TaskCompletionSource<HttpResponseMessage>().Task;

    private static async Task ForgetAsync(Task<HttpResponseMessage> answer)
    {
        try
        {
            (await answer).Dispose();
        }
        catch (HttpRequestException)
        {
            // Nobody waits for it.
        }
    }

    private static HttpRequestException Broken() => new(HttpRequestError.ConnectionError, "The connection is broken.");
}
