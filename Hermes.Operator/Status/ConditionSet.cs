using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>
/// An app's conditions being written anew. A condition's transition time moves only when its status does, and Ready follows from the rest.
/// </summary>
/// <param name="former">The conditions as last written.</param>
/// <param name="generation">The generation that is observed.</param>
/// <param name="now">The time, in UTC.</param>
internal sealed class ConditionSet(IReadOnlyList<V1Condition> former, long? generation, DateTime now)
{
    private const string True = "True";
    private const string False = "False";
    private const string Undecided = "Unknown";

    private readonly Dictionary<string, V1Condition> _conditions = [];

    public void MarkAccepted() => Mark(ConditionType.Accepted, True, Reasons.Valid, "");

    public void MarkPaused() =>
        Mark(ConditionType.Accepted, True, Reasons.Paused, "spec.paused is set: the operator leaves the app's objects as they are");

    public void MarkInvalid(string faults)
    {
        Mark(ConditionType.Accepted, False, Reasons.InvalidSpec, faults);

        // The children are untouched: what was last known of them is still the best answer.
        foreach (var type in ConditionType.Parts.Skip(1))
        {
            KeepOrPend(type, "not looked at while the spec is invalid");
        }
    }

    public void MarkAvailable(string message) => Mark(ConditionType.Available, True, Reasons.MinimumAvailable, message);

    public void MarkScaledToZero() => Mark(ConditionType.Available, True, Reasons.ScaledToZero, "there is no pod, and none is wanted now");

    public void MarkUnavailable(string reason, string message) => Mark(ConditionType.Available, False, reason, message);

    public void MarkAvailabilityUndecided(string reason, string message) => Mark(ConditionType.Available, Undecided, reason, message);

    public void MarkRolledOut() => Mark(ConditionType.RolledOut, True, Reasons.AllReplicasUpdated, "");

    /// <summary>Rolled out, where that is known of this generation of the app; else rolling out.</summary>
    public void MarkRolledOutAsKnown(string otherwise)
    {
        if (Former(ConditionType.RolledOut) is { Status: True } known && known.ObservedGeneration == generation)
        {
            MarkRolledOut();
        }
        else
        {
            MarkRollingOut(otherwise);
        }
    }

    public void MarkRollingOut(string message) => Mark(ConditionType.RolledOut, False, Reasons.RollingOut, message);

    public void MarkRolloutFailed(string reason, string message) => Mark(ConditionType.RolledOut, False, reason, message);

    public void MarkRolloutUndecided(string reason, string message) => Mark(ConditionType.RolledOut, Undecided, reason, message);

    public void MarkNotScaled() => Mark(ConditionType.ScalingReady, True, Reasons.NotConfigured, "");

    public void MarkScalingActive(string message) => Mark(ConditionType.ScalingReady, True, Reasons.ScalerActive, message);

    public void MarkScalingBlocked(string reason, string message) => Mark(ConditionType.ScalingReady, False, reason, message);

    public void MarkScalingUndecided(string reason, string message) => Mark(ConditionType.ScalingReady, Undecided, reason, message);

    /// <summary>A fault too young to be called one: what was known stays.</summary>
    public void MarkScalingDoubtful(string message)
    {
        if (Former(ConditionType.ScalingReady) is { Status: True } known)
        {
            Mark(ConditionType.ScalingReady, True, known.Reason, known.Message);
        }
        else
        {
            MarkScalingUndecided(Reasons.Pending, message);
        }
    }

    public void MarkNotRouted() => Mark(ConditionType.RoutingReady, True, Reasons.NotConfigured, "");

    public void MarkRouted(string message) => Mark(ConditionType.RoutingReady, True, Reasons.TrafficRouted, message);

    public void MarkRoutingBlocked(string reason, string message) => Mark(ConditionType.RoutingReady, False, reason, message);

    public void MarkRoutingUndecided(string reason, string message) => Mark(ConditionType.RoutingReady, Undecided, reason, message);

    /// <summary>The conditions in their order, with Ready at the end.</summary>
    public IReadOnlyList<V1Condition> Close()
    {
        foreach (var type in ConditionType.Parts)
        {
            if (!_conditions.ContainsKey(type))
            {
                Mark(type, Undecided, Reasons.Pending, "");
            }
        }

        var parts = ConditionType.Parts.Select(type => _conditions[type]).ToList();
        var first = parts.Find(condition => condition.Status != True);
        if (first is not null)
        {
            Mark(ConditionType.Ready, first.Status, first.Reason, first.Message);
        }
        else
        {
            Mark(ConditionType.Ready, True, Reasons.Ready, "");
        }

        return [.. parts, _conditions[ConditionType.Ready]];
    }

    private void KeepOrPend(string type, string message)
    {
        if (Former(type) is { } known)
        {
            _conditions[type] = known;
        }
        else
        {
            Mark(type, Undecided, Reasons.Pending, message);
        }
    }

    private void Mark(string type, string status, string reason, string message) => _conditions[type] = new V1Condition
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = Excerpt.Of(message),
        ObservedGeneration = generation,
        LastTransitionTime = Former(type) is { } known && known.Status == status ? known.LastTransitionTime : now,
    };

    private V1Condition? Former(string type) => former.FirstOrDefault(condition => condition.Type == type);
}
