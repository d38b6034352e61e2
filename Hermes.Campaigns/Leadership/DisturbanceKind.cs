namespace Hermes.Campaigns.Leadership;

/// <summary>What befalls a replica.</summary>
internal enum DisturbanceKind
{
    /// <summary>The server refuses its connections.</summary>
    Refused,

    /// <summary>Its requests are lost.</summary>
    Silent,

    /// <summary>The answers to its requests are lost.</summary>
    AnswersLost,

    /// <summary>Its requests for the Lease are lost, and no others.</summary>
    LeaseSilent,

    /// <summary>Its requests are lost, but those for the Lease.</summary>
    OthersSilent,

    /// <summary>All is late.</summary>
    Late,

    /// <summary>The server takes long over its writes.</summary>
    SlowServer,

    /// <summary>The server takes long over its writes, but those of the Lease, and their connection breaks.</summary>
    Orphaned,

    /// <summary>It is gone.</summary>
    Crash,

    /// <summary>It is told to stop.</summary>
    Stop,

    /// <summary>It is told to stop while the server takes long over its writes.</summary>
    StopSlowly,

    /// <summary>
    /// The connections of some of its writes break, with which the server goes on, and it is told to stop when it may no longer wait for those.
    /// </summary>
    StopWithOrphans,

    /// <summary>It stands still, all of it but its clocks.</summary>
    Pause,

    /// <summary>Its wall clock is set.</summary>
    Jump,
}
