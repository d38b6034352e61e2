namespace Hermes.DevCluster.Cel;

/// <summary>The kinds of types.</summary>
internal enum CelKind
{
    /// <summary>Known only when evaluated.</summary>
    Dyn,

    /// <summary>Null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A 64-bit float.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map.</summary>
    Map,

    /// <summary>An object with declared fields.</summary>
    Object,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A value that may be absent.</summary>
    Optional,

    /// <summary>A resource quantity.</summary>
    Quantity,
}
