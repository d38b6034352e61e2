using Hermes.Campaigns.Worlds;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Campaigns.Switches;

/// <summary>One way in which an app can be scaled.</summary>
/// <param name="Name">In words: <c>fixed</c>, <c>http+cpu</c>, <c>min-0-http</c>.</param>
/// <param name="Scaling">As the spec says it; null for a count of its own.</param>
internal sealed record ScalerChoice(string Name, Scaling? Scaling)
{
    /// <summary>The name of the app.</summary>
    public const string App = "web";

    /// <summary>How many pods the app has wherever that is for it or for its users to say: enough for a fall to 1 to be seen.</summary>
    public const int Count = 4;

    /// <summary>How many requests at a time one pod is for.</summary>
    public const int RequestsPerPod = 10;

    private const int Cooldown = 60;
    private static readonly UtilizationTarget Half = new() { AverageUtilization = 50 };
    private static readonly HttpScaling Http = new() { Concurrency = RequestsPerPod, CooldownSeconds = Cooldown };
    private static readonly Scaling Bounds = new() { MinReplicas = 2, MaxReplicas = 6 };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScalerChoice> All { get; } =
    [
        new("fixed", null),
        new("cpu", Bounds with { Cpu = Half }),
        new("memory", Bounds with { Memory = Half }),
        new("cpu+memory", Bounds with { Cpu = Half, Memory = Half }),
        new("http", Bounds with { Http = Http }),
        new("http+cpu", Bounds with { Http = Http, Cpu = Half }),
        new("http+memory", Bounds with { Http = Http, Memory = Half }),
        new("http+cpu+memory", Bounds with { Http = Http, Cpu = Half, Memory = Half }),
        new("min-0-http", Bounds with { Http = Http, MinReplicas = 0 }),
    ];

    /// <summary>The app.</summary>
    public HermesApp ToApp() => new()
    {
        Metadata = new V1ObjectMeta { Name = App, NamespaceProperty = VirtualWorld.Namespace },
        Spec = new HermesAppSpec
        {
            Image = "ghcr.io/acme/web:1",
            Replicas = Scaling is null ? Count : null,
            Scaling = Scaling,
            Ingress = new IngressSettings { Hosts = ["web.example.org"] },
        },
    };

    public override string ToString() => Name;
}
