using System.Text.Json.Nodes;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Controllers;

/// <summary>
/// The objects of HTTP scaling, one after the other: what others lean on comes first, and goes last.
/// </summary>
internal sealed class HttpScalingSteps(ChildKinds kinds, ChildSteps steps, AppInspection stands, DesiredChildren desired)
{
    /// <param name="plan">What to do.</param>
    /// <param name="isServiceOurs">Whether the Service that a route leads to is the app's.</param>
    /// <returns>What became of the Service that leads to the interceptor; null where there is none.</returns>
    public async Task<ChildOutcome?> CarryOutAsync(ScalingPlan plan, bool isServiceOurs)
    {
        var mayRestGo = await LeaveAsync(plan);
        var step = plan.HttpRoute == ObjectStep.Delete && !mayRestGo ? ObjectStep.Keep : plan.HttpRoute;
        var interceptor = await steps.StepAsync(
            step, kinds.Services, AppPart.Routing, stands.InterceptorService, desired.InterceptorService);

        Func<ObjectStep, Task<ChildOutcome?>> inUse = desired.InterceptorRoute is null ? HttpScaledObjectAsync : InterceptorRouteAsync;
        Func<ObjectStep, Task<ChildOutcome?>> unused = desired.InterceptorRoute is null ? InterceptorRouteAsync : HttpScaledObjectAsync;
        var route = await inUse(step == ObjectStep.Apply && !isServiceOurs ? ObjectStep.Keep : step);
        var scaledObject = await ScaledObjectAsync(plan, canWake: IsApplied(interceptor) && IsApplied(route));

        // Until the ScaledObject leans on the other kind of route, this one stays.
        await unused(step != ObjectStep.Apply ? step : IsApplied(route) && IsApplied(scaledObject) ? ObjectStep.Delete : ObjectStep.Keep);
        return interceptor;
    }

    /// <returns>Whether nothing leans on the rest any more.</returns>
    private async Task<bool> LeaveAsync(ScalingPlan plan)
    {
        if (plan.ScaledObject == ObjectStep.Delete)
        {
            return await steps.DeleteAsync(kinds.ScaledObjects, AppPart.Scaling, stands.ScaledObject);
        }

        if (plan.RaiseMinimum && stands.ScaledObject is { } scaledObject)
        {
            var patch = new JsonObject { ["spec"] = new JsonObject { ["minReplicaCount"] = 1 } };
            await steps.PatchAsync(kinds.ScaledObjects, AppPart.Scaling, scaledObject, patch, "cannot be told to keep a pod up");
        }

        return true;
    }

    private Task<ChildOutcome?> HttpScaledObjectAsync(ObjectStep step) =>
        steps.StepAsync(step, kinds.HttpScaledObjects, AppPart.Scaling, stands.HttpScaledObject, desired.HttpScaledObject);

    private Task<ChildOutcome?> InterceptorRouteAsync(ObjectStep step) =>
        steps.StepAsync(step, kinds.InterceptorRoutes, AppPart.Scaling, stands.InterceptorRoute, desired.InterceptorRoute);

    private async Task<ChildOutcome?> ScaledObjectAsync(ScalingPlan plan, bool canWake)
    {
        if (plan.ScaledObject == ObjectStep.Delete)
        {
            return null;
        }

        // Made without what wakes it, it would let the app sleep for ever.
        var step = canWake || stands.ScaledObject is not null ? plan.ScaledObject : ObjectStep.Keep;
        return await steps.StepAsync(step, kinds.ScaledObjects, AppPart.Scaling, stands.ScaledObject, desired.ScaledObject);
    }

    private static bool IsApplied(ChildOutcome? outcome) => outcome?.State == ChildState.Applied;
}
