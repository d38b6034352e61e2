namespace Hermes.Kubernetes.Tests;

/// <summary>How long a test waits for what must happen; on a healthy machine it takes milliseconds.</summary>
public static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);
}
