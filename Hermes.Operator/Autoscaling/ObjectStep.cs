namespace Hermes.Operator.Autoscaling;

/// <summary>What to do about an object now.</summary>
internal enum ObjectStep
{
    /// <summary>Leave it as it is, there or not.</summary>
    Keep,

    /// <summary>Make it or correct it.</summary>
    Apply,

    /// <summary>Delete it where it stands.</summary>
    Delete,
}
