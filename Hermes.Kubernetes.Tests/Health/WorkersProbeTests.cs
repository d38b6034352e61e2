using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.Tests.Hosting;

namespace Hermes.Kubernetes.Tests.Health;

public sealed class WorkersProbeTests
{
    [Fact]
    public void Check_WithEveryWorkerComingBack_IsWell() => new WorkersProbe([new HandController("a")]).Check().ShouldBeNull();

    [Fact]
    public void Check_WithStuckWorkers_NamesTheirControllers() =>
        new WorkersProbe([new HandController("a") { StuckWorker = "x" }, new HandController("b"), new HandController("c") { StuckWorker = "y" }])
            .Check().ShouldBe("a: x; c: y");
}
