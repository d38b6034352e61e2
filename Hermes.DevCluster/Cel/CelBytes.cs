namespace Hermes.DevCluster.Cel;

/// <summary>A string of bytes.</summary>
internal sealed class CelBytes(byte[] value) : IEquatable<CelBytes>
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; } = value;

    /// <inheritdoc/>
    public bool Equals(CelBytes? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CelBytes);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.Length;
}
