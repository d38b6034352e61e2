using Hermes.Kubernetes.Events;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Controllers;

/// <summary>Events about what changed from one status to the next: told once, not with every retry.</summary>
internal sealed class AppEvents(IEventPublisher events)
{
    public const string ScalerSwitched = "ScalerSwitched";

    public void Tell(HermesApp app, HermesAppStatus present, IReadOnlyList<ChildOutcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.State is ChildState.Conflict or ChildState.Failed))
        {
            if (app.Status?.Children?.Contains(outcome.ToStatus()) is not true)
            {
                events.Publish(app, EventType.Warning, outcome.Reason, outcome.Sentence);
            }
        }

        if (app.Status?.Scaler?.Kind is { } former && present.Scaler?.Kind is { } kind && former != kind)
        {
            events.Publish(app, EventType.Normal, ScalerSwitched, $"The scaler is now {kind}; it was {former}");
        }
    }

    public void TellInvalid(HermesApp app, HermesAppStatus present)
    {
        if (Accepted(present) is { } now && Accepted(app.Status)?.Message != now.Message)
        {
            events.Publish(app, EventType.Warning, now.Reason, now.Message);
        }
    }

    private static k8s.Models.V1Condition? Accepted(HermesAppStatus? status) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionType.Accepted);
}
