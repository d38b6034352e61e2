using Hermes.Kubernetes.Events;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;
using NSubstitute;

namespace Hermes.Operator.Tests.Controllers;

public sealed class AppEventsTests
{
    private readonly IEventPublisher _publisher = Substitute.For<IEventPublisher>();
    private readonly AppEvents _events;
    private HermesAppStatus? _last;

    public AppEventsTests() => _events = new(_publisher);

    [Fact]
    public void Tell_ScalerIsStillBeingSwitched_SaysNothingYet()
    {
        Tell(ScalerKind.HorizontalPodAutoscaler, "True");
        Tell(ScalerKind.KedaHttp, "Unknown");
        Tell(ScalerKind.KedaHttp, "False");

        Switches().ShouldBeEmpty();
    }

    [Fact]
    public void Tell_TheNewScalerIsAtWork_SaysSoOnce()
    {
        Tell(ScalerKind.HorizontalPodAutoscaler, "True");
        Tell(ScalerKind.KedaHttp, "Unknown");
        Tell(ScalerKind.KedaHttp, "True");
        Tell(ScalerKind.KedaHttp, "True");

        Switches().ShouldBe(["The scaler is now KedaHttp; it was HorizontalPodAutoscaler"]);
    }

    [Fact]
    public void Tell_SwitchIsTakenBack_SaysNothing()
    {
        Tell(ScalerKind.HorizontalPodAutoscaler, "True");
        Tell(ScalerKind.KedaHttp, "Unknown");
        Tell(ScalerKind.HorizontalPodAutoscaler, "True");

        Switches().ShouldBeEmpty();
    }

    [Fact]
    public void Tell_SwitchOfAnAppThatIsGone_IsForgotten()
    {
        Tell(ScalerKind.HorizontalPodAutoscaler, "True");
        Tell(ScalerKind.KedaHttp, "Unknown");
        _events.Forget("u");
        Tell(ScalerKind.KedaHttp, "True");

        Switches().ShouldBeEmpty();
    }

    private void Tell(string kind, string scalingReady)
    {
        var status = new HermesAppStatus
        {
            Scaler = new ScalerStatus { Kind = kind },
            Conditions = [new V1Condition { Type = ConditionType.ScalingReady, Status = scalingReady }],
        };
        _events.Tell(new HermesApp { Metadata = new V1ObjectMeta { Name = "web", Uid = "u" }, Status = _last }, status, []);
        _last = status;
    }

    private IEnumerable<string> Switches() => _publisher.ReceivedCalls()
        .Select(call => call.GetArguments())
        .Where(arguments => Equals(arguments[2], AppEvents.ScalerSwitched))
        .Select(arguments => (string)arguments[3]!);
}
