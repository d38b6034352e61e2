using Hermes.DevCluster;

namespace Hermes.Clusters;

/// <summary>A Kubernetes API server to work against. What a lane started, disposal stops.</summary>
public interface ICluster : IAsyncDisposable
{
    /// <summary>The lane, as <c>HERMES_TEST_CLUSTER</c> names it.</summary>
    string Lane { get; }

    /// <summary>Whether disposal ends the cluster and all that is in it; else the caller takes away what it has put there.</summary>
    bool IsTemporary { get; }

    /// <summary>A kubeconfig whose current context may do everything.</summary>
    string KubeconfigPath { get; }

    /// <summary>What can be relied on. A test that needs more skips, and says what is missing.</summary>
    ClusterCapabilities Capabilities { get; }

    /// <summary>The server itself on the <c>devcluster</c> lane, for its trace and its faults; null on every other.</summary>
    DevClusterServer? DevCluster { get; }

    /// <summary>Gives the nodes images, so that they need not pull them.</summary>
    /// <param name="archivePath">What <c>docker save</c> has written.</param>
    /// <param name="cancellationToken">Gives the loading up.</param>
    /// <exception cref="NotSupportedException">The lane is without <see cref="ClusterCapabilities.ImageLoading"/>.</exception>
    Task LoadImagesAsync(string archivePath, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"The lane {Lane} loads no images.");
}
