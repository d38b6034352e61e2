namespace Hermes.DevCluster.Selectors;

/// <summary>How a label is compared.</summary>
internal enum LabelOperator
{
    /// <summary>Present with one of the values.</summary>
    In,

    /// <summary>Absent, or with none of the values.</summary>
    NotIn,

    /// <summary>Present.</summary>
    Exists,

    /// <summary>Absent.</summary>
    Absent,

    /// <summary>An integer above the value.</summary>
    Greater,

    /// <summary>An integer below the value.</summary>
    Less,
}
