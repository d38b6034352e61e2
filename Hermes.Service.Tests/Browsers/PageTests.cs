using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Browsers;

public sealed class PageTests
{
    [SkippableFact]
    public async Task Page_InChromium_RendersWhoAnsweredWithoutAnError()
    {
        var chromium = ChromiumPage.Find();
        Skip.If(chromium is null, "There is no chromium on PATH (Debian's package chromium).");
        await using var service = await ServiceProcess.StartAsync(("OTEL_SERVICE_NAME", "raft-ai-hermes"), ("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.2.3"));

        await using var page = await ChromiumPage.OpenAsync(chromium!, service.Client.BaseAddress!);

        (await page.EvaluateAsync("document.title")).ShouldBe("raft-ai-hermes");
        var text = await page.EvaluateAsync("document.body.innerText");
        text.ShouldNotBeNull().ShouldContain(Environment.MachineName);
        text.ShouldContain("1.2.3");
        // The style is the page's own: a policy that forbade it would leave the browser's.
        (await page.EvaluateAsync("getComputedStyle(document.querySelector('dl')).display")).ShouldBe("grid");
        page.Errors.ShouldBeEmpty();
    }
}
