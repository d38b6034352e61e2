namespace Hermes.DevCluster.Cel;

/// <summary>The kinds of tokens.</summary>
internal enum CelTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Identifier,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Double,

    /// <summary>A quoted string; the text is what it stands for.</summary>
    String,

    /// <summary>Quoted bytes; the text is what they spell in UTF-8.</summary>
    Bytes,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>After the last token.</summary>
    End,
}
