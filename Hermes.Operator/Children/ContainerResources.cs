using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>
/// Requests and limits, completed so that a utilization target has something to be a share of, and written as the server writes them.
/// </summary>
internal static class ContainerResources
{
    private const string Cpu = "cpu";
    private const string Memory = "memory";

    private static readonly ResourceQuantity CpuRequest = new("100m");
    private static readonly ResourceQuantity MemoryRequest = new("128Mi");
    private static readonly ResourceQuantity MemoryLimit = new("256Mi");

    public static V1ResourceRequirements Build(HermesAppSpec spec)
    {
        var requests = Canonical(spec.Resources?.Requests);
        var limits = Canonical(spec.Resources?.Limits);
        // A request above its limit is refused.
        requests.TryAdd(Cpu, Least(CpuRequest, limits.GetValueOrDefault(Cpu)));
        requests.TryAdd(Memory, Least(MemoryRequest, limits.GetValueOrDefault(Memory)));
        limits.TryAdd(Memory, Greatest(MemoryLimit, requests[Memory]));
        return new V1ResourceRequirements { Requests = requests, Limits = limits };
    }

    private static SortedDictionary<string, ResourceQuantity> Canonical(IReadOnlyDictionary<string, IntOrString>? quantities)
    {
        var canonical = new SortedDictionary<string, ResourceQuantity>(StringComparer.Ordinal);
        foreach (var (resource, quantity) in quantities ?? new Dictionary<string, IntOrString>())
        {
            canonical.Add(resource, Amount.Parse(quantity));
        }

        return canonical;
    }

    private static ResourceQuantity Least(ResourceQuantity wished, ResourceQuantity? limit) =>
        limit is not null && Amount.Compare(limit, wished) < 0 ? limit : wished;

    private static ResourceQuantity Greatest(ResourceQuantity wished, ResourceQuantity request) =>
        Amount.Compare(request, wished) > 0 ? request : wished;
}
