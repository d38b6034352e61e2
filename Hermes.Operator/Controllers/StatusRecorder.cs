using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Operator.Controllers;

/// <summary>
/// Writes an app's status when it has changed: at once where the user waits for it, else together with what follows within a moment.
/// Without that, an app whose parts become ready one by one would be written once for each.
/// </summary>
internal sealed class StatusRecorder(
    ChildKinds kinds, IKubernetesClient client, ResourceCatalog catalog, Milestones milestones, StatusTimes times)
{
    private static readonly ApplyOptions Apply = new(FieldManagers.Operator, Force: true);

    private readonly JsonTypeInfo<HermesApp> _contract = catalog.Get<HermesApp>().Contract;

    /// <returns>When to come back to write what can wait; null where nothing is left to write.</returns>
    public async Task<TimeSpan?> RecordAsync(HermesApp app, HermesAppStatus status, CancellationToken cancellationToken)
    {
        var isChanged = !IsSame(app.Status, status);
        var waited = milestones.Elapsed(app.Metadata.Uid, Milestone.StatusChange, isChanged);
        if (waited is null)
        {
            return null;
        }

        if (!IsUrgent(app.Status, status) && waited < times.Gathering)
        {
            return times.Gathering - waited;
        }

        if (!await TryWriteAsync(app, status, cancellationToken))
        {
            return times.Gathering;
        }

        milestones.Elapsed(app.Metadata.Uid, Milestone.StatusChange, holds: false);
        return null;
    }

    /// <returns>False where it is to be tried again.</returns>
    private async Task<bool> TryWriteAsync(HermesApp app, HermesAppStatus status, CancellationToken cancellationToken)
    {
        var written = StatusOnly(status);
        written.Metadata = new() { Name = app.Metadata.Name, NamespaceProperty = app.Metadata.NamespaceProperty, Uid = app.Metadata.Uid };
        try
        {
            kinds.Apps.Answered(await client.ApplyStatusAsync(written, Apply, cancellationToken));
        }
        catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Others wrote to the app more often in between than the server tries. Nothing will tell of that.
            return false;
        }
        catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.NotFound || exception.IsAnotherObject())
        {
            // The app was deleted meanwhile, or made anew: the watch tells, and there is nothing to say of this one.
        }

        return true;
    }

    private bool IsSame(HermesAppStatus? former, HermesAppStatus present) =>
        former is not null && Json(former).AsSpan().SequenceEqual(Json(present));

    // Of one contract and without maps: equal values are equal bytes.
    private byte[] Json(HermesAppStatus status) => JsonSerializer.SerializeToUtf8Bytes(StatusOnly(status), _contract);

    // The spec is the user's: nothing of it is named.
    private static HermesApp StatusOnly(HermesAppStatus status) => new() { Spec = null!, Status = status };

    private static bool IsUrgent(HermesAppStatus? former, HermesAppStatus present) =>
        former?.Conditions is null
        || former.ObservedGeneration != present.ObservedGeneration
        || Status(former, ConditionType.Ready) != Status(present, ConditionType.Ready)
        || Status(former, ConditionType.Accepted) != Status(present, ConditionType.Accepted);

    private static string? Status(HermesAppStatus status, string type) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == type)?.Status;
}
