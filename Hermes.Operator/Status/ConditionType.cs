namespace Hermes.Operator.Status;

/// <summary>The types of an app's conditions, in the order in which they lean on each other.</summary>
internal static class ConditionType
{
    public const string Accepted = "Accepted";
    public const string Available = "Available";
    public const string RolledOut = "RolledOut";
    public const string ScalingReady = "ScalingReady";
    public const string RoutingReady = "RoutingReady";

    /// <summary>All of the above.</summary>
    public const string Ready = "Ready";

    /// <summary>What <see cref="Ready"/> is made of.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Accepted, Available, RolledOut, ScalingReady, RoutingReady];
}
