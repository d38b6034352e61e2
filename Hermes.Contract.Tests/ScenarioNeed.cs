namespace Hermes.Contract.Tests;

/// <summary>What a scenario needs beyond an API server.</summary>
internal enum ScenarioNeed
{
    /// <summary>The definition of <c>widgets.yaml</c> in the scenario's own API group.</summary>
    Widgets,

    /// <summary>The operator's own definition, in the scenario's own API group.</summary>
    HermesApps,

    /// <summary>KEDA's kinds.</summary>
    Keda,

    /// <summary>Objects go when their owners and namespaces do.</summary>
    GarbageCollection,

    /// <summary>Nobody but the caller writes: no controller answers for Deployments or Services.</summary>
    NoControllers,
}
