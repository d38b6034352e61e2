namespace Hermes.Operator.Diagnosis;

/// <summary>What became known of a piece.</summary>
internal enum FindingState
{
    /// <summary>It is there, as it should be.</summary>
    Ok,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, and not as it should be.</summary>
    Wrong,

    /// <summary>The server did not tell: neither presence nor absence.</summary>
    Unknown,
}
