namespace Hermes.Operator.Autoscaling;

/// <summary>Whether an object of the app's is there.</summary>
internal enum Presence
{
    /// <summary>It is not there.</summary>
    Absent,

    /// <summary>It is there.</summary>
    Standing,

    /// <summary>It is there, and its deletion was asked for.</summary>
    Leaving,
}
