using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Controllers;

/// <summary>The operator's options, as far as the controller of apps goes by them.</summary>
internal sealed record ControllerSettings
{
    /// <summary>What children depend on beyond the app; what the cluster serves is filled in at each reconcile.</summary>
    public ChildEnvironment Environment { get; init; } = new();

    /// <summary>What apps may ask for.</summary>
    public TenantLimits Tenants { get; init; } = new();

    public ScalingTimes ScalingTimes { get; init; } = new();

    public StatusTimes StatusTimes { get; init; } = new();
}
