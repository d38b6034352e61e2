namespace Hermes.Operator.Autoscaling;

/// <summary>The waits of scaling and traffic.</summary>
internal sealed record ScalingTimes
{
    /// <summary>How long after traffic has moved the rest follows: what still knows the old way can finish. Default: 60 seconds.</summary>
    public TimeSpan TrafficGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a new Ingress waits for the ScaledObject before it leads to the app's Service instead. Default: 30 seconds.</summary>
    public TimeSpan IngressPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How soon to decide again while it is not known what is installed. Default: 5 seconds.</summary>
    public TimeSpan DiscoveryPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a former scaler may take to go before that is called a fault. Default: 2 minutes.</summary>
    public TimeSpan LeavingPatience { get; init; } = TimeSpan.FromMinutes(2);
}
