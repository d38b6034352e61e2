namespace Hermes.Operator.Controllers;

/// <summary>The names under which fields are owned.</summary>
internal static class FieldManagers
{
    public const string Operator = "hermes-operator";

    /// <summary>Owns the replica count while it passes from the operator to a scaler: its last owner's dropping it resets it to 1.</summary>
    public const string HandOver = "hermes-operator-handover";
}
