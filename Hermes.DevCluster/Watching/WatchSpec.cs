using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Watching;

/// <summary>What a watch shows.</summary>
internal sealed record WatchSpec
{
    /// <summary>The kind, in the version of the request.</summary>
    public required KindRow Row { get; init; }

    /// <summary>The namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>The options of the request.</summary>
    public required ListOptions Options { get; init; }

    /// <summary>The form of the objects.</summary>
    public required AcceptedForm Form { get; init; }

    /// <summary>What a Table's rows carry.</summary>
    public IncludeObject Include { get; init; }

    /// <summary>Whether an object is to be shown; null is not.</summary>
    public bool Shows(StoredObject? stored) =>
        stored is not null
        && (Namespace is null || stored.Key.Namespace == Namespace)
        && Options.Shows(Row, stored);
}
