using System.Net;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Workload;

public sealed class WorkTests
{
    [Theory]
    [InlineData("/work?ms=1&cpu=1", HttpStatusCode.OK, "0\n")]
    [InlineData("/work", HttpStatusCode.OK, "0\n")]
    [InlineData("/work?ms=60001", HttpStatusCode.BadRequest, "ms: must be a number of milliseconds from 0 to 60000\n")]
    [InlineData("/work?cpu=-1", HttpStatusCode.BadRequest, "cpu: must be a number of milliseconds from 0 to 10000\n")]
    [InlineData("/work?ms=soon", HttpStatusCode.BadRequest, "ms: must be a number of milliseconds from 0 to 60000\n")]
    public async Task Work_WithinItsBoundsOnly_IsDone(string path, HttpStatusCode status, string body)
    {
        await using var service = await ServiceProcess.StartAsync();

        using var answer = await service.Client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
    }
}
