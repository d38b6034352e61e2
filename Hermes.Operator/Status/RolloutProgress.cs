using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>How far an app's latest generation is: begun once it is seen, done once the app is available with it.</summary>
internal static class RolloutProgress
{
    private const string True = "True";

    /// <summary>Whether the present generation has not been answered for yet.</summary>
    public static bool IsNew(HermesApp app) => app.Status?.ObservedGeneration != app.Metadata.Generation;

    /// <summary>Whether the present generation is under way: neither done nor failed when its status was last written.</summary>
    public static bool IsUnderWay(HermesApp app) =>
        app.Status is { Rollout: { CompletionTime: null } rollout } status
        && rollout.Generation == app.Metadata.Generation
        && Failure(status) is null;

    /// <summary>The Deployment's own verdict that its new pods do not come up; null where there is none. A refused child is tried again, and so none.</summary>
    public static string? Failure(HermesAppStatus status) =>
        Find(status.Conditions, ConditionType.RolledOut) is { Reason: Reasons.RolloutFailed } failed ? failed.Message : null;

    /// <summary>Whether the app is available with its latest generation on every pod.</summary>
    public static bool IsDone(IReadOnlyList<V1Condition> conditions) =>
        Find(conditions, ConditionType.Available)?.Status == True && Find(conditions, ConditionType.RolledOut)?.Status == True;

    /// <summary>The rollout as it stands.</summary>
    /// <param name="observed">What is observed.</param>
    /// <param name="conditions">What follows from it.</param>
    /// <returns>Null where no rollout has been seen: of an app that is paused from the start, or older than this field.</returns>
    public static RolloutStatus? Of(AppObservation observed, IReadOnlyList<V1Condition> conditions)
    {
        var app = observed.App;
        if (app.Spec.Paused is true)
        {
            return app.Status?.Rollout;
        }

        var rollout = IsNew(app) ? new RolloutStatus { Generation = app.Metadata.Generation, StartTime = observed.Now } : app.Status?.Rollout;
        return rollout is null || rollout.Generation != app.Metadata.Generation
            ? rollout
            : rollout with
            {
                TraceId = observed.TraceId ?? rollout.TraceId,
                CompletionTime = rollout.CompletionTime ?? (IsDone(conditions) ? observed.Now : null),
            };
    }

    private static V1Condition? Find(IReadOnlyList<V1Condition>? conditions, string type) =>
        conditions?.FirstOrDefault(condition => condition.Type == type);
}
