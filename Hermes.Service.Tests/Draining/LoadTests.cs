using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Draining;

public sealed class LoadTests
{
    private const int Clients = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Sigterm_UnderLoad_LosesNoRequest()
    {
        // Longer than the clients need to learn that the endpoint is gone; they end by what they are told, not by a clock.
        await using var service = await ServiceProcess.StartAsync(("HERMES_DRAIN_DELAY_SECONDS", "3"), ("HERMES_DRAIN_TIMEOUT_SECONDS", "60"));
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(
            service.Client.BaseAddress!, path: number % 3 == 0 ? "/slow?ms=300" : number % 3 == 1 ? "/" : "/work?ms=2&mb=1", keepsConnection: number % 2 == 0)).ToList();
        try
        {
            var runs = clients.Select(client => client.RunAsync(timeout.Token)).ToList();
            await Task.WhenAll(clients.Select(client => client.Warm)).WaitAsync(Patience);

            await service.TerminateAsync();

            await Task.WhenAll(runs);
            (await service.ExitAsync()).ShouldBe(0);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        clients.SelectMany(client => client.Lost).ShouldBeEmpty();
        clients.Sum(client => client.Answered).ShouldBe(clients.Sum(client => client.Sent));
        clients.ShouldAllBe(client => client.AnsweredInDrain == LoadClient.RequestsInDrain);
    }
}
