using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Keda;

/// <summary>
/// KEDA's kinds and those of its HTTP add-on, as CRD objects of this project's own writing: created at start, shown by
/// <c>kubectl get crd</c>, and deletable like any other, so that a test can take the add-on away.
/// </summary>
public static class KedaDefinitions
{
    /// <summary>Fresh copies of the definitions, in the order to create them.</summary>
    public static IReadOnlyList<JsonObject> All => [];
}
