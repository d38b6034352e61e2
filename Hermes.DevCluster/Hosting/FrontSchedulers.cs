using System.IO.Pipelines;

namespace Hermes.DevCluster.Hosting;

/// <summary>Where a front without sockets works.</summary>
internal sealed record FrontSchedulers
{
    /// <summary>Where the bodies of unfinished answers are written.</summary>
    public TaskScheduler Writing { get; init; } = TaskScheduler.Default;

    /// <summary>Where a client goes on that has waited for a part of one.</summary>
    public PipeScheduler Reading { get; init; } = PipeScheduler.ThreadPool;
}
