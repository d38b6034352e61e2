namespace Hermes.Operator.Entities;

/// <summary>Values of <see cref="ChildStatus.State"/>.</summary>
internal static class ChildState
{
    public const string Applied = "Applied";
    public const string Waiting = "Waiting";
    public const string Conflict = "Conflict";
    public const string Failed = "Failed";
}
