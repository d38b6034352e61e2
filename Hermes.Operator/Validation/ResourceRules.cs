using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Validation;

/// <summary>What core/v1 asks of resources, and what utilization targets ask of requests.</summary>
internal static class ResourceRules
{
    private const string Requests = "spec.resources.requests";
    private const string Limits = "spec.resources.limits";

    private static readonly string[] Standard = ["cpu", "memory", "ephemeral-storage"];

    public static IEnumerable<FieldFault> Check(HermesAppSpec spec)
    {
        var requests = spec.Resources?.Requests ?? new Dictionary<string, IntOrString>();
        var limits = spec.Resources?.Limits ?? new Dictionary<string, IntOrString>();
        return CheckAmounts(Requests, requests).Concat(CheckAmounts(Limits, limits))
            .Concat(CheckOrder(requests, limits))
            .Concat(CheckTarget("cpu", spec.Scaling?.Cpu, requests))
            .Concat(CheckTarget("memory", spec.Scaling?.Memory, requests));
    }

    private static IEnumerable<FieldFault> CheckAmounts(string path, IReadOnlyDictionary<string, IntOrString> amounts)
    {
        foreach (var (resource, quantity) in amounts)
        {
            if (!Standard.Contains(resource)
                && !resource.StartsWith("hugepages-", StringComparison.Ordinal)
                && !resource.Contains('/', StringComparison.Ordinal))
            {
                yield return new($"{path}[{resource}]", $"is no resource: use {string.Join(", ", Standard)} or a name with a domain");
            }

            if (Amount.TryParse(quantity) is not { } amount)
            {
                continue;
            }

            if (Amount.IsTooLarge(amount))
            {
                yield return new($"{path}[{resource}]", "must be less than 8Ei");
            }
            else if (resource != "cpu" && !Amount.IsWhole(amount))
            {
                // Most often 128m where 128M or 128Mi was meant.
                yield return new($"{path}[{resource}]", $"must be a whole number, not {amount}: m stands for a thousandth");
            }
        }
    }

    private static IEnumerable<FieldFault> CheckOrder(
        IReadOnlyDictionary<string, IntOrString> requests, IReadOnlyDictionary<string, IntOrString> limits)
    {
        foreach (var (resource, quantity) in requests)
        {
            if (Amount.TryParse(quantity) is { } request
                && Amount.TryParse(limits.GetValueOrDefault(resource)) is { } limit
                && Amount.Compare(request, limit) > 0)
            {
                yield return new($"{Requests}[{resource}]", $"must not be above the limit ({limit})");
            }
        }
    }

    private static IEnumerable<FieldFault> CheckTarget(
        string resource, UtilizationTarget? target, IReadOnlyDictionary<string, IntOrString> requests)
    {
        if (target is not null && Amount.TryParse(requests.GetValueOrDefault(resource)) is { } request && Amount.IsZero(request))
        {
            yield return new($"{Requests}[{resource}]", $"must be more than 0 while scaling.{resource} is set: the target is a share of it");
        }
    }
}
