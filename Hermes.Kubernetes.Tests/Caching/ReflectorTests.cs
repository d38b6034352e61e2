using System.Globalization;
using System.Net;
using static Hermes.Kubernetes.Tests.Caching.WatchBody;

namespace Hermes.Kubernetes.Tests.Caching;

public sealed class ReflectorTests
{
    [Fact]
    public async Task Run_Start_ListsAndWatchesFromThere()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStream(new WatchBody().Stream);

        fixture.Start();
        var list = await fixture.Server.NextAsync();
        var watch = await fixture.Server.NextAsync();

        list.Query.ShouldNotContainKey("limit");
        list.Query.ShouldNotContainKey("resourceVersion");
        watch.Query["resourceVersion"].ShouldBe("10");
        watch.Query["allowWatchBookmarks"].ShouldBe("true");
        int.Parse(watch.Query["timeoutSeconds"], CultureInfo.InvariantCulture).ShouldBeInRange(240, 480);
    }

    [Fact]
    public async Task Run_WatchEndsByTimeout_ResumesAtOnceAtTheLastVersion()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();
        await fixture.Time.NextTimerAsync(due => due == InformerFixture.Times.IdleLimit);

        await body.SendAsync("ADDED", "a", 11);
        (await fixture.NextAsync()).ShouldBe("+a@11");
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        await body.EndAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("11");
    }

    [Fact]
    public async Task Run_BookmarkOnly_AdvancesTheVersionAndTellsNobody()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.BookmarkAsync(500);
        await body.EndAsync();
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("500");
        fixture.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_WatchCutWithinALine_ResumesAfterTheLastWholeEvent()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.SendAsync("ADDED", "a", 11);
        await body.SendAsync("""{"type":"ADDED","object":{"metadata":{"name":"b","resourceVer""");
        await body.EndAsync();
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("11");
        (await fixture.NextAsync()).ShouldBe("+a@11");
        fixture.Rest().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ObjectUnreadable_AdvancesTheVersionPastIt()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.SendAsync("ADDED", "bad", 11, more: Unreadable);
        await body.EndAsync();
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("11");
    }

    [Fact]
    public async Task Run_ConnectionBreaks_ResumesAfterAJitteredPause()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.BreakAsync();
        var pause = await fixture.PassPauseAsync();

        pause.ShouldBeInRange(InformerFixture.Times.FirstRetry / 2, InformerFixture.Times.FirstRetry * 1.5);
        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("10");
    }

    [Fact]
    public async Task Run_ServerDown_BacksOffUpToTheLongest()
    {
        await using var fixture = new InformerFixture();
        for (var i = 0; i < 12; i++)
        {
            fixture.Server.Then(_ => throw new HttpRequestException("refused"));
        }

        fixture.Start();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            pauses.Add(await fixture.PassPauseAsync());
        }

        pauses[0].ShouldBeLessThanOrEqualTo(InformerFixture.Times.FirstRetry * 1.5);
        pauses.Max().ShouldBeLessThanOrEqualTo(InformerFixture.Times.LongestRetry * 1.5);
        pauses[^1].ShouldBeGreaterThanOrEqualTo(InformerFixture.Times.LongestRetry / 2);
        fixture.Informer.HasSynced.ShouldBeFalse();
        fixture.Informer.IsServed.ShouldBeNull();
    }

    [Fact]
    public async Task Run_GoneInTheStream_ListsAgainWithoutAVersion()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.BookmarkAsync(20);
        await body.ErrorAsync(410, "Expired");
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query.ShouldNotContainKey("watch");
    }

    [Fact]
    public async Task Run_GoneAsHttp_ListsAgainWithoutAVersion()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStatus(410, "Expired");

        fixture.Start();

        var list = await ThirdAsync(fixture);
        list.Query.ShouldNotContainKey("watch");
        list.Query.ShouldNotContainKey("resourceVersion");
    }

    [Fact]
    public async Task Run_ListsVersionGoneAgainAndAgain_IsNotAskedWithoutAPause()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStatus(410, "Expired").ThenOk(List(20)).ThenStatus(410, "Expired");
        fixture.Start();

        (await fixture.PassPauseAsync()).ShouldBeInRange(InformerFixture.Times.FirstRetry / 2, InformerFixture.Times.FirstRetry * 1.5);

        fixture.Server.Seen.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("""{"reason":"Expired","code":500}""")]
    [InlineData("""{"reason":"Gone"}""")]
    public async Task Run_GoneByItsReasonAlone_ListsAgain(string status)
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        fixture.Start();

        await body.SendAsync($$"""{"type":"ERROR","object":{"kind":"Status",{{status[1..]}}}""" + "\n");

        (await ThirdAsync(fixture)).Query.ShouldNotContainKey("watch");
    }

    [Fact]
    public async Task Run_EventOfALowerVersion_ListsAgain()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(100)).ThenStream(body.Stream).ThenOk(List(60, Object("b", 58)));
        fixture.Start();

        await body.SendAsync("ADDED", "a", 57);
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query.ShouldNotContainKey("watch");
        (await fixture.NextAsync()).ShouldBe("+b@58");
    }

    [Fact]
    public async Task Run_ListTooSlow_IsAskedForInPages()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        await fixture.Server.NextAsync();

        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await fixture.PassPauseAsync();

        (await fixture.Server.NextAsync()).Query["limit"].ShouldBe("500");
    }

    [Fact]
    public async Task Run_VersionTooLarge_ListsAgainWithoutAVersion()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStatus(
            504, "Timeout", "Too large resource version", """{"causes":[{"reason":"ResourceVersionTooLarge","message":"x"}],"retryAfterSeconds":1}""");
        fixture.Start();

        await fixture.PassPauseAsync();

        var list = await ThirdAsync(fixture);
        list.Query.ShouldNotContainKey("watch");
        list.Query.ShouldNotContainKey("resourceVersion");
    }

    [Fact]
    public async Task Run_OtherGatewayTimeout_KeepsTheVersion()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStatus(504, "Timeout");
        fixture.Start();

        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("10");
    }

    [Fact]
    public async Task Run_ServerAsksForALongWait_WaitsThatLong()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.Then(HttpStatusCode.ServiceUnavailable, "down", retryAfter: "77");
        fixture.Start();

        (await fixture.PassPauseAsync()).ShouldBeInRange(TimeSpan.FromSeconds(77), TimeSpan.FromSeconds(77 * 1.25));
    }

    [Fact]
    public async Task Run_WatchSilent_IsEndedHereAndResumed()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStream(new WatchBody().Stream);
        fixture.Start();

        await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
        await fixture.PassPauseAsync();

        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("10");
    }

    [Fact]
    public async Task Run_WatchSilentAgainAndAgain_DoesNotCountAsOneFailureMore()
    {
        await using var fixture = new InformerFixture();
        for (var i = 0; i < 4; i++)
        {
            fixture.Server.ThenOk(List(10)).ThenStream(new WatchBody().Stream).ThenStream(new WatchBody().Stream);
        }

        fixture.Start();
        for (var i = 0; i < 8; i++)
        {
            await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
            (await fixture.PassPauseAsync()).ShouldBeLessThanOrEqualTo(InformerFixture.Times.FirstRetry * 1.5);
        }
    }

    [Fact]
    public async Task Run_WatchesSilentTwiceInARow_ForgetTheVersion()
    {
        await using var fixture = new InformerFixture();
        fixture.Server.ThenOk(List(10)).ThenStream(new WatchBody().Stream).ThenStream(new WatchBody().Stream);
        fixture.Start();

        await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
        await fixture.PassPauseAsync();
        (await ThirdAsync(fixture)).Query["resourceVersion"].ShouldBe("10");
        await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
        await fixture.PassPauseAsync();

        (await fixture.Server.NextAsync()).Query.ShouldNotContainKey("watch");
    }

    [Fact]
    public async Task Run_BookmarkBetweenSilences_KeepsTheVersion()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10)).ThenStream(new WatchBody().Stream).ThenStream(body.Stream).ThenStream(new WatchBody().Stream);
        fixture.Start();
        await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
        await fixture.PassPauseAsync();
        await ThirdAsync(fixture);

        await body.BookmarkAsync(20);
        await body.EndAsync();
        await fixture.PassPauseAsync();
        (await fixture.Server.NextAsync()).Query["resourceVersion"].ShouldBe("20");
        await fixture.Time.AdvanceToNextAsync(due => due == InformerFixture.Times.IdleLimit);
        await fixture.PassPauseAsync();

        (await fixture.Server.NextAsync()).Query["resourceVersion"].ShouldBe("20");
    }

    [Fact]
    public async Task Run_EveryTryFailsSlowly_BacksOffAllTheSame()
    {
        await using var fixture = new InformerFixture();
        fixture.Start();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            await fixture.Server.NextAsync();
            fixture.Time.Advance(InformerFixture.Times.LongestRetry * 1.1);
            pauses.Add(await fixture.PassPauseAsync());
        }

        pauses[^1].ShouldBeGreaterThanOrEqualTo(InformerFixture.Times.LongestRetry / 2);
    }

    [Fact]
    public async Task Run_KindNotServed_AsksSlowlyAndDeletesNothing()
    {
        await using var fixture = new InformerFixture();
        var body = new WatchBody();
        fixture.Server.ThenOk(List(10, Object("a", 4))).ThenStream(body.Stream)
            .Then(HttpStatusCode.NotFound, "404 page not found").Then(HttpStatusCode.NotFound, "404 page not found")
            .ThenOk(List(30, Object("a", 25, "new")));
        fixture.Start();
        (await fixture.NextAsync()).ShouldBe("+a@4");
        fixture.Informer.IsServed.ShouldBe(true);

        await body.EndAsync();
        await fixture.PassPauseAsync();
        var slow = await fixture.Time.NextTimerAsync(due => due != TimeSpan.FromSeconds(30));

        fixture.Informer.IsServed.ShouldBe(false);
        fixture.Informer.Store.Count.ShouldBe(1);
        fixture.Rest().ShouldBeEmpty();
        slow.ShouldBeGreaterThanOrEqualTo(InformerFixture.Times.AbsentRetry / 2);

        fixture.Time.Advance(slow);
        await fixture.PassPauseAsync();
        (await fixture.NextAsync()).ShouldBe("-a@4");
        (await fixture.NextAsync()).ShouldBe("+a@25");
        fixture.Informer.IsServed.ShouldBe(true);
    }

    private static async Task<Transport.SeenRequest> ThirdAsync(InformerFixture fixture)
    {
        await fixture.Server.NextAsync();
        await fixture.Server.NextAsync();
        return await fixture.Server.NextAsync();
    }
}
