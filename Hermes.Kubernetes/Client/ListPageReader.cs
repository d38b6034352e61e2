using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Reads a page object by object as it comes in: no page is ever in memory as a whole. One reader reads one page.</summary>
/// <param name="definition">The kind.</param>
/// <param name="omitManagedFields">Whether managed fields are skipped.</param>
/// <param name="items">Takes the objects.</param>
/// <param name="unreadable">Takes those that the contract cannot read; null: such a one fails the page.</param>
internal sealed class ListPageReader<TEntity>(
    ResourceDefinition<TEntity> definition, bool omitManagedFields, List<TEntity> items, List<UnreadableObject>? unreadable)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 64 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true);

    private JsonReaderState _state = new(JsonDepth.Reader);
    private bool _inItems;
    private bool _complete;
    private V1ListMeta? _metadata;

    public async Task<ListPage> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(body, PipeOptions);
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                pipe.AdvanceTo(Take(read.Buffer, read.IsCompleted), read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (JsonException failure)
        {
            throw new IOException($"The API server's list of {definition.Kind} cannot be read: {failure.Message}", failure);
        }
        finally
        {
            await pipe.CompleteAsync();
        }

        return _complete && _metadata?.ResourceVersion is { Length: > 0 } version
            ? new ListPage(version, _metadata.ContinueProperty)
            : throw new IOException($"The API server's list of {definition.Kind} broke off.");
    }

    /// <returns>Up to where the buffer was used: always between two whole values.</returns>
    private SequencePosition Take(in ReadOnlySequence<byte> buffer, bool isFinal)
    {
        var reader = new Utf8JsonReader(buffer, isFinal, _state);
        while (true)
        {
            var mark = reader;
            if (!reader.Read())
            {
                break;
            }

            if (!TakeToken(ref reader, buffer))
            {
                reader = mark;
                break;
            }
        }

        _state = reader.CurrentState;
        return reader.Position;
    }

    /// <returns>False where the buffer ends before the value does.</returns>
    private bool TakeToken(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when _inItems:
                if (!TrySlice(ref reader, buffer, out var item))
                {
                    return false;
                }

                JsonSlice.Read(item, this, static (json, page) => page.TakeItem(json));
                return true;
            case JsonTokenType.EndArray when _inItems:
                _inItems = false;
                return true;
            case JsonTokenType.EndObject:
                _complete = true;
                return true;
            case JsonTokenType.PropertyName:
                return TakeProperty(ref reader, buffer);
            default:
                return true;
        }
    }

    private bool TakeProperty(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        var isItems = reader.ValueTextEquals("items"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!isItems && !isMetadata)
        {
            return reader.TrySkip();
        }

        if (!reader.Read())
        {
            return false;
        }

        if (isItems)
        {
            _inItems = reader.TokenType == JsonTokenType.StartArray;
            return true;
        }

        if (!TrySlice(ref reader, buffer, out var metadata))
        {
            return false;
        }

        _metadata = JsonSlice.Read(metadata, 0, static (json, _) => JsonSerializer.Deserialize(json, RuntimeJsonContext.Default.V1ListMeta));
        return true;
    }

    private bool TakeItem(ReadOnlySpan<byte> json)
    {
        try
        {
            items.Add(EntityBody.Read(definition, json, omitManagedFields));
            return true;
        }
        catch (JsonException fault) when (unreadable is not null && UnreadableObject.Identify(@event: null, json, fault) is { } identity)
        {
            // One object that nobody expected must not hide all the others of its kind.
            unreadable.Add(identity);
            return false;
        }
    }

    private static bool TrySlice(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> value)
    {
        var start = reader.TokenStartIndex;
        var isWhole = reader.TrySkip();
        value = isWhole ? buffer.Slice(start, reader.BytesConsumed - start) : default;
        return isWhole;
    }
}
