namespace Hermes.Demo.Snapshots;

/// <summary>One condition of an app.</summary>
internal sealed record ConditionSnapshot(string Type, string Status, string Reason, string Message)
{
    public const string ReadyType = "Ready";

    public const string True = "True";

    public const string False = "False";
}
