namespace Hermes.Campaigns.Worlds;

/// <summary>What becomes of one of the operator's writes, and of the operator.</summary>
internal enum WriteFate
{
    /// <summary>The operator's process is gone before the write is sent.</summary>
    CrashBefore,

    /// <summary>
    /// The process is gone once the write is committed. Whether its answer was still on the way or had arrived is the same to all that is
    /// left: nothing follows the write.
    /// </summary>
    CrashAfter,

    /// <summary>The write is committed, its answer is lost, and the process lives on without knowing.</summary>
    AnswerLost,
}
