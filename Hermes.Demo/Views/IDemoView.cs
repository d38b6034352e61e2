using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Views;

/// <summary>Where snapshots are shown.</summary>
internal interface IDemoView
{
    /// <summary>Shows snapshots until there are no more.</summary>
    /// <param name="snapshots">One for each change.</param>
    /// <param name="cancellationToken">Ends the show without an exception.</param>
    Task ShowAsync(IAsyncEnumerable<DemoSnapshot> snapshots, CancellationToken cancellationToken);
}
