using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>The objects as the simulated controllers see and write them. A kind that is not served has no objects, and is not written.</summary>
internal sealed class SimulatedCluster(IObjectAccess objects, TimeProvider clock)
{
    /// <summary>Whom the controllers of a cluster sign as.</summary>
    public const string ControllerManager = "kube-controller-manager";

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Now, as objects carry it.</summary>
    public string Now => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public KindRow? Row(SimulatedKind kind) => objects.Find(kind.Group, kind.Plural);

    public JsonObject? Get(SimulatedKind kind, string? ns, string name) => Row(kind) is { } row ? objects.Get(row, ns, name) : null;

    public JsonObject? Get(SimulatedKind kind, WorkloadName key) => Get(kind, key.Namespace, key.Name);

    public IReadOnlyList<JsonObject> List(SimulatedKind kind, string? ns = null) =>
        Row(kind) is { } row ? objects.List(row, ns) : [];

    /// <summary>Creates an object; null where it is there already, or its namespace goes away.</summary>
    public JsonObject? Create(SimulatedKind kind, JsonObject value, string manager = ControllerManager)
    {
        if (Row(kind) is not { } row)
        {
            return null;
        }

        try
        {
            return objects.Create(row, value, manager);
        }
        catch (ApiException refusal) when (refusal.Code is 403 or 404 or 409)
        {
            return null;
        }
    }

    /// <summary>Changes an object; nothing is written where nothing changes.</summary>
    public void Update(SimulatedKind kind, WorkloadName key, Action<JsonObject> change, string manager = ControllerManager) =>
        Write(kind, key.Namespace, key.Name, null, change, manager);

    /// <summary>Changes an object's status; nothing is written where nothing changes.</summary>
    public void UpdateStatus(SimulatedKind kind, WorkloadName key, Action<JsonObject> change, string manager = ControllerManager) =>
        UpdateThroughStatus(kind, key, value => change(value.Child("status")), manager);

    /// <summary>Changes an object's status and annotations by one write that counts no generation; nothing is written where nothing changes.</summary>
    public void UpdateThroughStatus(SimulatedKind kind, WorkloadName key, Action<JsonObject> change, string manager = ControllerManager) =>
        Write(kind, key.Namespace, key.Name, "status", change, manager);

    /// <summary>Sets a workload's wished count through its scale subresource.</summary>
    public void Scale(SimulatedKind kind, WorkloadName key, long replicas, string manager = ControllerManager) =>
        Write(kind, key.Namespace, key.Name, "scale", value => value.Child("spec")["replicas"] = replicas, manager);

    /// <summary>Deletes an object.</summary>
    public void Delete(SimulatedKind kind, WorkloadName key)
    {
        if (Row(kind) is { } row)
        {
            objects.Delete(row, key.Namespace, key.Name);
        }
    }

    private void Write(SimulatedKind kind, string ns, string name, string? subresource, Action<JsonObject> change, string manager)
    {
        if (Row(kind) is { } row)
        {
            objects.Update(row, row.Namespaced ? ns : null, name, subresource, change, manager);
        }
    }
}
