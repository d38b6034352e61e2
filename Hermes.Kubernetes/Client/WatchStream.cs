using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Follows a collection: one line, one event.</summary>
internal sealed class WatchStream<TEntity>(ApiConnection connection, ResourceDefinition<TEntity> definition, WatchOptions options)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    // etcd takes objects of 1.5 MiB; JSON is larger than protobuf, but not by this much.
    private const int LongestLine = 32 * 1024 * 1024;

    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true);

    public async IAsyncEnumerable<WatchEvent<TEntity>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await connection.OpenAsync(Request(), cancellationToken);
        options.OnOpened?.Invoke();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using (body.ConfigureAwait(false))
        {
            var pipe = PipeReader.Create(body, PipeOptions);
            try
            {
                using var idle = new IdleTimer(options.IdleLimit, connection.TimeProvider, cancellationToken);
                while (true)
                {
                    var read = await ReadAsync(pipe, idle);
                    var rest = read.Buffer;
                    while (TryTakeLine(ref rest, out var line))
                    {
                        if (Parse(line) is { } change)
                        {
                            yield return change;
                        }
                    }

                    if (read.IsCompleted && !rest.IsEmpty)
                    {
                        throw new IOException($"The watch of {definition.Kind} broke off within an event.");
                    }

                    if (rest.Length > LongestLine)
                    {
                        throw new IOException($"The watch of {definition.Kind} sent an event of more than {LongestLine} bytes.");
                    }

                    pipe.AdvanceTo(rest.Start, rest.End);
                    if (read.IsCompleted)
                    {
                        yield break;
                    }
                }
            }
            finally
            {
                await pipe.CompleteAsync();
            }
        }
    }

    private ApiRequest Request()
    {
        if (options.Namespace is not null)
        {
            definition.RequireScope(options.Namespace);
        }

        return new ApiRequest
        {
            Verb = "watch",
            Kind = definition.Kind,
            Method = HttpMethod.Get,
            Path = definition.CollectionPath(options.Namespace),
            Query =
            [
                ("watch", "true"),
                ("allowWatchBookmarks", "true"),
                ("resourceVersion", options.ResourceVersion),
                ("labelSelector", options.LabelSelector),
                ("fieldSelector", options.FieldSelector),
                ("timeoutSeconds", options.Timeout?.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)),
            ],
        };
    }

    private async ValueTask<ReadResult> ReadAsync(PipeReader pipe, IdleTimer idle)
    {
        try
        {
            idle.Restart();
            return await pipe.ReadAsync(idle.Token);
        }
        catch (OperationCanceledException canceled) when (idle.HasPassed)
        {
            throw new TimeoutException($"The watch of {definition.Kind} was silent for {options.IdleLimit}.", canceled);
        }
    }

    private WatchEvent<TEntity>? Parse(in ReadOnlySequence<byte> line) =>
        JsonSlice.Read(line, (definition, options), static (json, how) => WatchLine.Parse(how.definition, json, how.options));

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        line = default;
        return false;
    }
}
