using Hermes.Kubernetes.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Tests.Hosting;

public sealed class ShutdownTimeoutTests
{
    [Fact]
    public void ShutdownTimeout_ShorterThanTheDrain_IsRaisedBeyondIt() =>
        ShutdownTimeout(drain: TimeSpan.FromMinutes(2), host: TimeSpan.FromSeconds(30)).ShouldBeGreaterThan(TimeSpan.FromMinutes(2));

    [Fact]
    public void ShutdownTimeout_LongEnough_IsTheHosts() =>
        ShutdownTimeout(drain: TimeSpan.FromSeconds(10), host: TimeSpan.FromMinutes(5)).ShouldBe(TimeSpan.FromMinutes(5));

    [Fact]
    public void ShutdownTimeout_Infinite_StaysSo() =>
        ShutdownTimeout(drain: TimeSpan.FromMinutes(2), host: Timeout.InfiniteTimeSpan).ShouldBe(Timeout.InfiniteTimeSpan);

    [Fact]
    public void ShutdownTimeout_OptionsAtFault_LeavesThatToTheStart() =>
        ShutdownTimeout(drain: TimeSpan.FromSeconds(-1), host: TimeSpan.FromSeconds(30)).ShouldBe(TimeSpan.FromSeconds(30));

    private static TimeSpan ShutdownTimeout(TimeSpan drain, TimeSpan host)
    {
        var services = new ServiceCollection();
        services.AddKubernetesOperator(options => options.DrainTimeout = drain);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = host);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    }
}
