using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Tests.Rendering;

/// <summary>Snapshots to draw.</summary>
internal static class Samples
{
    public static AppSnapshot ReadyApp { get; } = new()
    {
        Namespace = "default",
        Name = "web",
        Url = "http://web.example",
        Scaler = "HorizontalPodAutoscaler, 2/2 ready of 2..10",
        IsObserved = true,
        Children =
        [
            new ChildSnapshot { Kind = "Deployment", Name = "web", State = "Applied", Exists = true, Detail = "2/2 available" },
            new ChildSnapshot { Kind = "HorizontalPodAutoscaler", Name = "web", State = "Applied", Exists = true, Detail = "2 to 10, cpu 70%" },
        ],
        Conditions =
        [
            new ConditionSnapshot("Accepted", "True", "Valid", "the spec is valid"),
            new ConditionSnapshot("RoutingReady", "True", "NotConfigured", ""),
            new ConditionSnapshot("Ready", "True", "Ready", ""),
        ],
    };

    public static AppSnapshot StuckApp { get; } = new()
    {
        Namespace = "shop",
        Name = "cart",
        IsObserved = true,
        Children =
        [
            new ChildSnapshot { Kind = "Service", Name = "cart", State = "Conflict", Exists = true, Message = "belongs to somebody else" },
            new ChildSnapshot { Kind = "Ingress", Name = "cart", State = "Applied" },
            new ChildSnapshot { Kind = "Deployment", Name = "cart", Exists = true, Detail = "0/1 available" },
        ],
        Conditions =
        [
            new ConditionSnapshot("Accepted", "True", "Valid", ""),
            new ConditionSnapshot("ScalingReady", "Unknown", "Pending", "not looked at yet"),
            new ConditionSnapshot("Ready", "False", "Conflict", "Service cart is not ours"),
        ],
    };

    public static TelemetrySnapshot Telemetry { get; } = new()
    {
        ServiceUrl = new Uri("http://localhost:8000"),
        Requests = 120,
        Failures = 2,
        Median = TimeSpan.FromMilliseconds(3.5),
        Percentile95 = TimeSpan.FromSeconds(1.25),
        Rollouts = [new TraceSnapshot("default/web", "available", TimeSpan.FromSeconds(1.8), "4bf92f3577b34da6a3ce929d0e0e4736", [])],
        Reconciles =
        [
            new TraceSnapshot("default/web", "success", TimeSpan.FromMilliseconds(42), "4bf92f3577b34da6a3ce929d0e0e4736", ["apply Deployment 12 ms", "apply Service 8.1 ms"]),
        ],
    };

    public static DemoSnapshot Of(params AppSnapshot[] apps) => new()
    {
        Apps = apps,
        Events =
        [
            Event(7, "Normal", "Created", "HermesApp/web", "Deployment web created", 1),
            Event(8, "Warning", "Conflict", "HermesApp/cart", "Service cart is not ours", 3),
        ],
        Kubeconfig = "/tmp/dev.kubeconfig",
    };

    public static EventSnapshot Event(int second, string type, string reason, string regarding, string message, int count) => new()
    {
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, second, TimeSpan.Zero),
        Type = type,
        Reason = reason,
        Regarding = regarding,
        Message = message,
        Count = count,
    };
}
