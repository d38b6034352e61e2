using System.Collections.Concurrent;
using FsCheck.Xunit;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

/// <summary>What holds whatever is done to a queue.</summary>
public sealed class WorkQueueProperties
{
    private const int Keys = 4;

    /// <summary>
    /// Any sequence of adds, delayed adds, retries, takes, returns and passing time: no key is held twice, and after the last add of a key
    /// it is taken once more.
    /// </summary>
    /// <param name="steps">Each picks an operation and a key.</param>
    [Property(MaxTest = 500)]
    public async Task AnySequence_HoldsEachKeyOnceAndLosesNoUpdate(byte[] steps)
    {
        var time = new FakeTimeProvider();
        using var queue = new WorkQueue("test", new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(1)), time);
        HashSet<NamespacedName> held = [];
        HashSet<NamespacedName> owed = [];
        foreach (var step in steps)
        {
            var key = new NamespacedName("default", $"{step % Keys}");
            switch (step / Keys % 6)
            {
                case 0:
                    queue.Add(key);
                    owed.Add(key);
                    break;
                case 1:
                    queue.AddAfter(key, TimeSpan.FromSeconds(step % 7));
                    owed.Add(key);
                    break;
                case 2:
                    queue.Retry(key);
                    owed.Add(key);
                    break;
                case 3:
                    time.Advance(TimeSpan.FromSeconds(step % 5));
                    break;
                case 4:
                    await TakeOneAsync();
                    break;
                default:
                    GiveBack(key);
                    break;
            }
        }

        // Quiesce: everything that is owed comes, and then nothing more.
        for (var round = 0; round < 100 && (owed.Count > 0 || held.Count > 0 || queue.Depth > 0); round++)
        {
            await TakeOneAsync();
            held.ToList().ForEach(GiveBack);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        owed.ShouldBeEmpty();
        queue.Depth.ShouldBe(0);

        async Task TakeOneAsync()
        {
            if (queue.Depth == 0)
            {
                return;
            }

            var taken = (await queue.TakeAsync(CancellationToken.None))!.Value;
            held.Add(taken).ShouldBeTrue($"{taken} was handed out while held");
            owed.Remove(taken).ShouldBeTrue($"{taken} was handed out though nobody had added it");
        }

        void GiveBack(NamespacedName key)
        {
            if (held.Remove(key))
            {
                queue.Done(key);
            }
        }
    }

    /// <summary>Many producers and workers at once: never two workers on a key, and each key's last version is seen.</summary>
    /// <param name="seed">Which keys are added when.</param>
    [Property(MaxTest = 20)]
    public async Task ManyThreads_HoldEachKeyOnceAndSeeItsLastVersion(int seed)
    {
        using var queue = new WorkQueue("test", new Backoff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5)), TimeProvider.System);
        var versions = new int[Keys];
        var seen = new int[Keys];
        var holders = new int[Keys];
        ConcurrentQueue<string> faults = [];
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(WorkAsync)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(producer => Task.Run(() => Produce(new Random(seed + producer)))));

        // Each key once more at the end: when it has been seen, everything before it has.
        await Task.Run(async () =>
        {
            while (!Enumerable.Range(0, Keys).All(key => Volatile.Read(ref seen[key]) == Volatile.Read(ref versions[key])))
            {
                await Task.Yield();
            }
        }).WaitAsync(TimeSpan.FromSeconds(30));
        queue.ShutDown();
        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(30));
        faults.ShouldBeEmpty();

        void Produce(Random random)
        {
            for (var i = 0; i < 500; i++)
            {
                var key = random.Next(Keys);
                Interlocked.Increment(ref versions[key]);
                queue.Add(new NamespacedName(null, $"{key}"));
            }
        }

        async Task WorkAsync()
        {
            while (await queue.TakeAsync(CancellationToken.None) is { } name)
            {
                var key = int.Parse(name.Name, null);
                if (Interlocked.Increment(ref holders[key]) != 1)
                {
                    faults.Enqueue($"{key} has two holders");
                }

                Volatile.Write(ref seen[key], Volatile.Read(ref versions[key]));
                await Task.Yield();
                Interlocked.Decrement(ref holders[key]);
                queue.Done(name);
            }
        }
    }
}
