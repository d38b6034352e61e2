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
            .Concat(CheckWhole(requests, limits))
            .Concat(CheckTarget("cpu", spec.Scaling?.Cpu, requests, limits))
            .Concat(CheckTarget("memory", spec.Scaling?.Memory, requests, limits));
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

    /// <summary>What a node cannot promise twice is requested to its limit; the request may be left out, not the limit.</summary>
    private static IEnumerable<FieldFault> CheckWhole(
        IReadOnlyDictionary<string, IntOrString> requests, IReadOnlyDictionary<string, IntOrString> limits)
    {
        foreach (var (resource, quantity) in requests.Where(request => !IsOvercommitted(request.Key)))
        {
            // One above its limit has been told of.
            if (Amount.TryParse(quantity) is { } request
                && (Amount.TryParse(limits.GetValueOrDefault(resource)) is not { } limit || Amount.Compare(request, limit) < 0))
            {
                yield return new($"{Requests}[{resource}]", "must be equal to the limit, or be left out");
            }
        }
    }

    private static IEnumerable<FieldFault> CheckTarget(
        string resource,
        UtilizationTarget? target,
        IReadOnlyDictionary<string, IntOrString> requests,
        IReadOnlyDictionary<string, IntOrString> limits)
    {
        // Without a request the limit is one, where it is less than the default.
        var (path, amounts) = requests.ContainsKey(resource) ? (Requests, requests) : (Limits, limits);
        if (target is not null && Amount.TryParse(amounts.GetValueOrDefault(resource)) is { } amount && Amount.IsZero(amount))
        {
            yield return new($"{path}[{resource}]", $"must be more than 0 while scaling.{resource} is set: the target is a share of it");
        }
    }

    /// <summary>As core/v1 tells them apart: the standard ones, and those of Kubernetes itself, hugepages aside.</summary>
    private static bool IsOvercommitted(string resource) =>
        !resource.StartsWith("hugepages-", StringComparison.Ordinal)
        && (!resource.Contains('/', StringComparison.Ordinal) || resource.Contains("kubernetes.io/", StringComparison.Ordinal));
}
