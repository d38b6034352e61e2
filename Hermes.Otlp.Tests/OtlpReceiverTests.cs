using System.Net;

namespace Hermes.Otlp.Tests;

public sealed class OtlpReceiverTests
{
    [Fact]
    public async Task Request_ThatIsNoProtobuf_IsABadRequestAndNotKept()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        (await PostAsync(receiver, "/v1/traces", [0xff])).ShouldBe(HttpStatusCode.BadRequest);

        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_ToAPathOfNoSignal_IsNotFound()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        (await PostAsync(receiver, "/v1/profiles", [])).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Requests_BeyondTheCapacity_DropTheOldest()
    {
        await using var receiver = await OtlpReceiver.StartAsync(new OtlpReceiverOptions { Capacity = 2 });

        foreach (var path in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
        {
            (await PostAsync(receiver, path, [])).ShouldBe(HttpStatusCode.OK);
        }

        receiver.Requests.Select(request => request.Signal).ShouldBe([OtlpSignal.Metrics, OtlpSignal.Logs]);
    }

    [Fact]
    public async Task Received_OfEachRequest_IsToldBeforeTheAnswer()
    {
        List<OtlpSignal> told = [];
        await using var receiver = await OtlpReceiver.StartAsync(new OtlpReceiverOptions { Received = request => told.Add(request.Signal) });

        await PostAsync(receiver, "/v1/logs", []);

        told.ShouldBe([OtlpSignal.Logs]);
    }

    private static async Task<HttpStatusCode> PostAsync(OtlpReceiver receiver, string path, byte[] body)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(body);
        using var response = await client.PostAsync(new Uri(new Uri(receiver.Address), path), content);
        return response.StatusCode;
    }
}
