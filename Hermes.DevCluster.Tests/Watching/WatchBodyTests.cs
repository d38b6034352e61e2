using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Selectors;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.DevCluster.Tests.Watching;

public class WatchBodyTests
{
    private static readonly KindRow Row = new() { Group = "g", Version = "v1", Kind = "Thing", Plural = "things" };

    [Fact]
    public async Task Watch_WhoseClientDoesNotRead_IsCutOffOnceItLagsTooFar()
    {
        var store = new ObjectStore(1000, new ChangeFeed(TaskScheduler.Default, NullLogger.Instance));
        using var hub = new WatchHub();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2000, resumeWriterThreshold: 1000, useSynchronizationContext: false));
        var spec = new WatchSpec
        {
            Row = Row,
            Form = AcceptedForm.Object,
            Options = new ListOptions { Labels = LabelSelector.Everything, Fields = FieldSelector.Everything, Revision = store.World.Revision },
        };
        var watch = new WatchBody(spec, store, hub, TimeProvider.System, backlog: 50).WriteAsync(pipe.Writer, CancellationToken.None);

        // The first event fills the pipe: once it is there, the watch waits in its flush while the log runs ahead of it.
        Put(store, "first");
        var first = await pipe.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        pipe.Reader.AdvanceTo(first.Buffer.Start);
        for (var i = 0; i < 100; i++)
        {
            Put(store, $"t{i}");
        }

        watch.IsCompleted.ShouldBeFalse();
        await ReadAllAsync(pipe.Reader);
        await watch.WaitAsync(TimeSpan.FromSeconds(30));

        hub.Active.ShouldBe(0);

        async Task ReadAllAsync(PipeReader reader)
        {
            while (!watch.IsCompleted)
            {
                var read = reader.ReadAsync().AsTask();
                await Task.WhenAny(read, watch).WaitAsync(TimeSpan.FromSeconds(30));
                if (!read.IsCompleted)
                {
                    reader.CancelPendingRead();
                }

                reader.AdvanceTo((await read).Buffer.End);
            }
        }
    }

    private static void Put(ObjectStore store, string name) => store.Exclusive(() => store.Put(
        Row,
        new JsonObject
        {
            ["apiVersion"] = "g/v1",
            ["kind"] = "Thing",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "ns" },
            ["text"] = new string('x', 2000),
        },
        null));
}
