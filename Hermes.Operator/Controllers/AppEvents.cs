using System.Collections.Concurrent;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>Events about what changed from one status to the next: told once, not with every retry.</summary>
internal sealed class AppEvents(IEventPublisher events)
{
    public const string ScalerSwitched = "ScalerSwitched";

    // The scaler that an app had before a switch that is still under way. A restart forgets it, which costs an event.
    private readonly ConcurrentDictionary<string, string> _switchingFrom = new();

    public void Tell(HermesApp app, HermesAppStatus present, IReadOnlyList<ChildOutcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.State is ChildState.Conflict or ChildState.Failed))
        {
            if (app.Status?.Children?.Contains(outcome.ToStatus()) is not true)
            {
                events.Publish(app, EventType.Warning, outcome.Reason, outcome.Sentence);
            }
        }

        TellOfSwitch(app, present);
    }

    /// <summary>Forgets an app that is gone.</summary>
    public void Forget(string appUid) => _switchingFrom.TryRemove(appUid, out _);

    public void TellInvalid(HermesApp app, HermesAppStatus present)
    {
        if (Accepted(present) is { } now && Accepted(app.Status)?.Message != now.Message)
        {
            events.Publish(app, EventType.Warning, now.Reason, now.Message);
        }
    }

    // The kind is the wish from the first moment of a switch on; told is the switch that is done.
    private void TellOfSwitch(HermesApp app, HermesAppStatus present)
    {
        if (present.Scaler?.Kind is not { } kind)
        {
            return;
        }

        if (app.Status?.Scaler?.Kind is { } last && last != kind)
        {
            _switchingFrom.TryAdd(app.Metadata.Uid, last);
        }

        if (Condition(present, ConditionType.ScalingReady)?.Status == "True" && _switchingFrom.TryRemove(app.Metadata.Uid, out var former) && former != kind)
        {
            events.Publish(app, EventType.Normal, ScalerSwitched, $"The scaler is now {kind}; it was {former}");
        }
    }

    private static V1Condition? Accepted(HermesAppStatus? status) => Condition(status, ConditionType.Accepted);

    private static V1Condition? Condition(HermesAppStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type);
}
