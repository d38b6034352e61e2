using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Workloads;

/// <summary>One thing that somebody other than the operator does.</summary>
/// <param name="Name">What.</param>
/// <param name="Act">Does it.</param>
internal sealed record UserStep(string Name, Func<VirtualWorld, Task> Act)
{
    /// <summary>What the user wants of an app from now on; null where it is what it was.</summary>
    public AppWish? Wish { get; init; }
}
