namespace Hermes.Otlp;

/// <summary>How a receiver runs.</summary>
public sealed record OtlpReceiverOptions
{
    /// <summary>Whether it speaks gRPC; else <c>http/protobuf</c>. Default: no.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>How many exports <see cref="OtlpReceiver.Requests"/> keeps; older ones are dropped. Default: 10,000; at least 1.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>Told of each export as it comes, on any thread, before it is answered. Must be quick and must not throw. Null (default) for nobody.</summary>
    public Action<OtlpRequest>? Received { get; init; }
}
