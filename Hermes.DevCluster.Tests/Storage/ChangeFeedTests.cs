using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.DevCluster.Tests.Storage;

public class ChangeFeedTests
{
    private static readonly KindRow Row = new() { Group = "g", Version = "v1", Kind = "Thing", Plural = "things" };

    [Fact]
    public async Task Subscriber_IsToldInOrder_AlsoWhatItCausesItself()
    {
        var feed = new ChangeFeed(TaskScheduler.Default, NullLogger.Instance);
        var told = new List<ChangeType>();
        using var subscription = feed.Subscribe(change =>
        {
            told.Add(change.Type);
            if (change.Type == ChangeType.Added)
            {
                feed.Post(new ObjectChange(ChangeType.Deleted, Row, [], null));
            }
        });

        feed.Post(new ObjectChange(ChangeType.Added, Row, [], null));
        feed.Post(new ObjectChange(ChangeType.Modified, Row, [], null));
        await feed.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30));

        told.Order().ShouldBe([ChangeType.Added, ChangeType.Modified, ChangeType.Deleted]);
        told[0].ShouldBe(ChangeType.Added);
    }

    [Fact]
    public async Task Subscriber_ThatThrows_DoesNotKeepOthersOrLaterChangesFromBeingTold()
    {
        var feed = new ChangeFeed(TaskScheduler.Default, NullLogger.Instance);
        var told = 0;
        using var bad = feed.Subscribe(static _ => throw new InvalidOperationException());
        using var good = feed.Subscribe(_ => told++);

        feed.Post(new ObjectChange(ChangeType.Added, Row, [], null));
        feed.Post(new ObjectChange(ChangeType.Added, Row, [], null));
        await feed.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30));

        told.ShouldBe(2);
    }

    [Fact]
    public async Task Subscription_Disposed_IsToldNothingMore()
    {
        var feed = new ChangeFeed(TaskScheduler.Default, NullLogger.Instance);
        var told = 0;
        var subscription = feed.Subscribe(_ => told++);

        subscription.Dispose();
        feed.Post(new ObjectChange(ChangeType.Added, Row, [], null));
        await feed.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30));

        told.ShouldBe(0);
    }
}
