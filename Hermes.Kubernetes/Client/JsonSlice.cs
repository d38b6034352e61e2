using System.Buffers;

namespace Hermes.Kubernetes.Client;

/// <summary>Hands a piece of a pipe's buffer to a parser as one span: the serializer's fastest way in.</summary>
internal static class JsonSlice
{
    public static TResult Read<TState, TResult>(
        in ReadOnlySequence<byte> slice, TState state, Func<ReadOnlySpan<byte>, TState, TResult> parse)
    {
        if (slice.IsSingleSegment)
        {
            return parse(slice.FirstSpan, state);
        }

        var length = checked((int)slice.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            slice.CopyTo(rented);
            return parse(rented.AsSpan(0, length), state);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
