namespace Hermes.Campaigns.Leadership;

/// <summary>What is wrong with the way between a replica and the server.</summary>
internal enum RoadFault
{
    None,

    /// <summary>Connections are refused at once.</summary>
    Refused,

    /// <summary>Nothing arrives, and nobody is told.</summary>
    Silent,

    /// <summary>Requests arrive and are served; their answers do not arrive, and nobody is told.</summary>
    AnswersLost,

    /// <summary>All is late, by less than the share of the lease that is left for it.</summary>
    Late,

    /// <summary>The server takes long over each write, up to the time that the write gave it and beyond.</summary>
    SlowServer,

    /// <summary>As <see cref="SlowServer"/>, and the connection breaks meanwhile: the write goes on without anybody who waits for it.</summary>
    Orphaned,
}
