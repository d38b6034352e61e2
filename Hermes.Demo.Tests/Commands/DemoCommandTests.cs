using System.CommandLine;
using Hermes.Demo.Commands;

namespace Hermes.Demo.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private DemoSettings? _settings;

    [Fact]
    public async Task InvokeAsync_WithoutArguments_AsksForTheSamplesLive()
    {
        (await InvokeAsync()).ShouldBe(7);

        _settings.ShouldNotBeNull();
        _settings.IsOnce.ShouldBeFalse();
        _settings.IsVerbose.ShouldBeFalse();
        _settings.Files.ShouldBeEmpty();
        _settings.Timeout.ShouldBe(TimeSpan.FromSeconds(60));
        _settings.KubeconfigPath.ShouldBeNull();
        _settings.WithService.ShouldBeFalse();
    }

    [Fact]
    public async Task InvokeAsync_WithEveryOption_AsksForIt()
    {
        await InvokeAsync("--once", "--timeout", "5", "-f", "a.yaml", "--filename", "b.yaml", "--with-service", "--verbose", "--write-kubeconfig", "config", "--on", "envtest");

        _settings.ShouldNotBeNull();
        _settings.IsOnce.ShouldBeTrue();
        _settings.IsVerbose.ShouldBeTrue();
        _settings.WithService.ShouldBeTrue();
        _settings.Files.ShouldBe(["a.yaml", "b.yaml"]);
        _settings.Timeout.ShouldBe(TimeSpan.FromSeconds(5));
        _settings.KubeconfigPath.ShouldBe("config");
        _settings.Lane.ShouldBe("envtest");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("3601")]
    public async Task InvokeAsync_WithABadTimeout_NamesItInOneLineAndFails(string timeout)
    {
        (await InvokeAsync("--timeout", timeout)).ShouldBe(1);

        _settings.ShouldBeNull();
        _error.ToString().Trim().ShouldBe($"--timeout: must be a number of seconds from 1 to 3600, not '{timeout}'");
    }

    [Fact]
    public async Task InvokeAsync_WithAnUnknownLane_NamesTheKnownOnesAndFails()
    {
        (await InvokeAsync("--on", "minikube")).ShouldBe(1);

        _settings.ShouldBeNull();
        _error.ToString().Trim().ShouldBe("--on: must be one of devcluster, envtest, k3s, kubeconfig, not 'minikube'");
    }

    public void Dispose() => _error.Dispose();

    private async Task<int> InvokeAsync(params string[] args)
    {
        await using var output = new StringWriter();
        return await DemoCommand.InvokeAsync(
            args,
            settings =>
            {
                _settings = settings;
                return Task.FromResult(7);
            },
            new InvocationConfiguration { Error = _error, Output = output });
    }
}
