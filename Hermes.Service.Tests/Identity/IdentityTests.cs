using System.Net.Http.Headers;
using System.Text.Json;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Identity;

public sealed class IdentityTests
{
    private const string BrowserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    [Fact]
    public async Task Root_ForAProgram_AnswersWhoItIsAndHowItIs()
    {
        await using var service = await ServiceProcess.StartAsync(("OTEL_SERVICE_NAME", "raft-ai-hermes"));

        using var answer = await service.Client.GetAsync(new Uri("/", UriKind.Relative));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("name").GetString().ShouldBe("raft-ai-hermes");
        json.RootElement.GetProperty("version").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+$");
        json.RootElement.GetProperty("host").GetString().ShouldBe(Environment.MachineName);
        json.RootElement.GetProperty("requestsInFlight").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("uptimeSeconds").GetInt64().ShouldBeInRange(0, 60);
        answer.Headers.Vary.ShouldContain("Accept");
    }

    [Fact]
    public async Task Root_WithResourceAttributes_AnswersWhatTheTelemetrySays()
    {
        await using var service = await ServiceProcess.StartAsync(
            ("OTEL_RESOURCE_ATTRIBUTES", "service.name=raft-ai-hermes,service.version=1.2.3%2B4,k8s.pod.name=raft-ai-hermes-x"));

        using var json = JsonDocument.Parse(await service.Client.GetStringAsync(new Uri("/", UriKind.Relative)));

        json.RootElement.GetProperty("name").GetString().ShouldBe("raft-ai-hermes");
        json.RootElement.GetProperty("version").GetString().ShouldBe("1.2.3+4");
        json.RootElement.GetProperty("host").GetString().ShouldBe("raft-ai-hermes-x");
    }

    [Fact]
    public async Task Root_WhileOthersAreHeld_CountsThem()
    {
        await using var service = await ServiceProcess.StartAsync();
        await using var held = await HeldRequest.SendAsync(service.Client, 1);

        using var json = JsonDocument.Parse(await service.Client.GetStringAsync(new Uri("/", UriKind.Relative)));

        json.RootElement.GetProperty("requestsInFlight").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Root_ForABrowser_AnswersAPageThatFetchesNothing()
    {
        await using var service = await ServiceProcess.StartAsync(("OTEL_SERVICE_NAME", "<b>bold</b>"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd(BrowserAccept);

        using var answer = await service.Client.SendAsync(request);

        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("text/html", "utf-8"));
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("<h1>&lt;b&gt;bold&lt;/b&gt;</h1>");
        page.ShouldContain(Environment.MachineName);
        page.ShouldNotContain("src=");
        page.ShouldNotContain("href=");
    }
}
