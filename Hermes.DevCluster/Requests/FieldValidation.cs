namespace Hermes.DevCluster.Requests;

/// <summary>What becomes of unknown and repeated fields of a body.</summary>
internal enum FieldValidation
{
    /// <summary>They are dropped, with a warning. What the server does where nothing is said.</summary>
    Warn,

    /// <summary>They are dropped.</summary>
    Ignore,

    /// <summary>They are refused.</summary>
    Strict,
}
