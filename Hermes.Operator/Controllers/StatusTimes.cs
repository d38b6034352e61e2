namespace Hermes.Operator.Controllers;

/// <summary>The waits of the status.</summary>
internal sealed record StatusTimes
{
    /// <summary>How long changes that can wait are gathered into one write. Default: 1 second.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a scaler must report a fault before it is called one: autoscalers begin without metrics. Default: 60 seconds.</summary>
    public TimeSpan ScalerPatience { get; init; } = TimeSpan.FromSeconds(60);
}
