using Hermes.Operator.Hosting;

namespace Hermes.Campaigns.Leadership;

/// <summary>Draws what befalls replicas, and when: lengths around those that the election counts by.</summary>
/// <param name="random">What is left to chance.</param>
internal sealed class LeadershipSchedule(Random random)
{
    /// <summary>
    /// The slowest and the fastest clock. The election claims to bear any two of which one goes less than the lease duration by the renew
    /// deadline, one and a half times, as fast as the other.
    /// </summary>
    public const double SlowestRate = 0.85;

    /// <inheritdoc cref="SlowestRate"/>
    public const double FastestRate = 1.2;

    // An app needs about six writes, and each edit fewer.
    private const int MostWrites = 6;

    private static readonly DisturbanceKind[] Kinds = Enum.GetValues<DisturbanceKind>();

    private static readonly OperatorOptions Options = Replica.Options;

    private static readonly TimeSpan[] Lengths = Around(Options);

#pragma warning disable CA5394 // The schedule repeats with the seed; nothing is a secret.
    /// <summary>How fast a machine's clocks go.</summary>
    public double Rate() => SlowestRate + (random.NextDouble() * (FastestRate - SlowestRate));

    /// <summary>What befalls whom next.</summary>
    /// <param name="kind">What; null to draw that too.</param>
    public Disturbance Next(DisturbanceKind? kind = null)
    {
        var drawn = kind ?? Kinds[random.Next(Kinds.Length)];
        return new Disturbance
        {
            Kind = drawn,
            Write = random.Next(3) > 0 ? 1 + random.Next(MostWrites) : null,
            Wait = Moment(TimeSpan.FromSeconds(12)),
            Span = Length(),
            Jump = TimeSpan.FromMinutes(random.Next(1, 360)) * (random.Next(2) == 0 ? 1 : -1),
            IsStandbys = kind is null && random.Next(5) == 0,
            TimersLast = random.Next(2) == 0,
        };
    }

    /// <summary>A time up to one.</summary>
    public TimeSpan Moment(TimeSpan longest) => longest * random.NextDouble();

    /// <summary>A time before that at which a leader's writes are over, as often as not close before it.</summary>
    public TimeSpan MomentBeforeDeadline() =>
        Options.LeaderElectRenewDeadline * (random.Next(2) == 0 ? random.NextDouble() : 0.75 + (0.25 * random.NextDouble()));

    /// <summary>A time around one that the election counts by, give or take a second and a half.</summary>
    public TimeSpan Length() => Lengths[random.Next(Lengths.Length)] + TimeSpan.FromSeconds((3 * random.NextDouble()) - 1.5);
#pragma warning restore CA5394

    private static TimeSpan[] Around(OperatorOptions options) =>
    [
        2 * options.LeaderElectRetryPeriod,
        options.LeaderElectRenewDeadline,
        options.LeaderElectLeaseDuration,
        options.LeaderElectLeaseDuration + options.LeaderElectRetryPeriod,
        2 * options.LeaderElectLeaseDuration,
    ];
}
