using System.Buffers;
using System.IO.Pipelines;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>A list, written item by item from the stored texts.</summary>
/// <param name="head">Everything up to the first item.</param>
/// <param name="row">The kind, in the version of the request.</param>
/// <param name="items">The items.</param>
internal sealed class ListBody(ReadOnlyMemory<byte> head, KindRow row, IReadOnlyList<StoredObject> items) : ResponseBody
{
    private const int FlushSize = 64 * 1024;

    /// <inheritdoc/>
    public override long? Length => null;

    /// <inheritdoc/>
    public override async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        writer.Write(head.Span);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(","u8);
            }

            WriteItem(writer, items[i]);
            if (writer.UnflushedBytes > FlushSize && (await writer.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }

        writer.Write("]}"u8);
        await writer.FlushAsync(cancellationToken);
    }

    private void WriteItem(PipeWriter writer, StoredObject item)
    {
        if (!Versions.IsIn(row, item.Value))
        {
            var value = Versions.In(row, item.Value);
            if (!row.Custom)
            {
                value.Remove("apiVersion");
                value.Remove("kind");
            }

            JsonText.Write(writer, value);
        }
        else if (row.Custom)
        {
            writer.Write(item.Utf8);
        }
        else
        {
            // Items of a built-in kind's list do not say what they are: the list does.
            writer.Write("{"u8);
            writer.Write(item.UntypedUtf8);
        }
    }
}
