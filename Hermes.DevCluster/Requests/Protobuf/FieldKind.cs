namespace Hermes.DevCluster.Requests.Protobuf;

/// <summary>What a protobuf field holds, as JSON writes it.</summary>
internal enum FieldKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>Bytes, base64 in JSON.</summary>
    Bytes,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>An object.</summary>
    Message,

    /// <summary>An embedded object, whose fields JSON writes among those of the object around it.</summary>
    Inline,

    /// <summary>A map of strings.</summary>
    TextMap,

    /// <summary>A map of bytes.</summary>
    BytesMap,

    /// <summary>A quantity: an object around a string, which alone JSON writes.</summary>
    Quantity,

    /// <summary>A map of quantities.</summary>
    QuantityMap,

    /// <summary>A time.</summary>
    Time,

    /// <summary>An integer or a string.</summary>
    IntOrString,
}
