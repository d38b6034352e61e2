using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>
/// Gives Services their cluster IP (10.96.0.0/16) and node ports (30000-32767), the lowest that are free, so that equal runs get equal
/// addresses.
/// </summary>
internal static class ServiceAllocator
{
    private const string Prefix = "10.96.";

    // Below stand the addresses that clusters give to their API server and DNS.
    private const int FirstHost = 16;
    private const int LastHost = 65534;
    private const int FirstPort = 30000;
    private const int LastPort = 32767;

    public static void Allocate(JsonObject service, JsonObject? old, IEnumerable<JsonObject> all)
    {
        var spec = service.Child("spec");
        var uid = service.TextAt("metadata", "uid");
        var others = new Lazy<IReadOnlyList<JsonObject>>(
            () => [.. all.Where(other => other.TextAt("metadata", "uid") != uid).Select(static other => other.ObjectAt("spec")).OfType<JsonObject>()]);
        var faults = new FaultList();
        if (ServiceDefaults.NeedsClusterIp(spec))
        {
            AllocateAddress(faults, spec, old.ObjectAt("spec"), others);
            spec.SetDefault("ipFamilies", new JsonArray("IPv4"));
            spec.SetDefault("ipFamilyPolicy", "SingleStack");
        }

        AllocatePorts(faults, spec, old.ObjectAt("spec"), others);
        AllocateHealthCheckPort(spec, others);
        if (faults.All.Count > 0)
        {
            throw ApiErrors.Invalid("Service", "", service.TextAt("metadata", "name") ?? "", faults.All);
        }
    }

    private static void AllocateAddress(FaultList faults, JsonObject spec, JsonObject? before, Lazy<IReadOnlyList<JsonObject>> others)
    {
        var wished = spec.TextAt("clusterIP");
        if (wished == "None" || (wished is not null && wished == before.TextAt("clusterIP")))
        {
            return;
        }

        var taken = others.Value.SelectMany(static other => other.TextsAt("clusterIPs")).ToHashSet();
        if (wished is null)
        {
            wished = Enumerable.Range(FirstHost, LastHost - FirstHost + 1).Select(Address).FirstOrDefault(address => !taken.Contains(address));
            if (wished is null)
            {
                throw new ApiException(
                    500, "InternalError", "Internal error occurred: failed to allocate a serviceIP: range is full");
            }

            spec["clusterIP"] = wished;
            spec["clusterIPs"] = new JsonArray(wished);
        }
        else if (!IpText.IsAddress(wished) || !wished.StartsWith(Prefix, StringComparison.Ordinal))
        {
            faults.Invalid(
                "spec.clusterIPs",
                spec["clusterIPs"],
                $"failed to allocate IP {wished}: the provided IP ({wished}) is not in the valid range. The range of valid IPs is {Prefix}0.0/16");
        }
        else if (taken.Contains(wished))
        {
            faults.Invalid("spec.clusterIPs", spec["clusterIPs"], $"failed to allocate IP {wished}: provided IP is already allocated");
        }
    }

    private static void AllocatePorts(FaultList faults, JsonObject spec, JsonObject? before, Lazy<IReadOnlyList<JsonObject>> others)
    {
        var own = before.ObjectsAt("ports").Select(static port => port.IntegerAt("nodePort")).OfType<long>().ToHashSet();
        HashSet<long>? taken = null;
        var index = 0;
        foreach (var port in spec.ObjectsAt("ports"))
        {
            var field = $"spec.ports[{index++}].nodePort";
            var number = port.IntegerAt("nodePort");
            if ((number is { } kept && own.Contains(kept)) || (number is null && !ServiceDefaults.NeedsNodePorts(spec)))
            {
                continue;
            }

            taken ??= [.. Ports(spec), .. others.Value.SelectMany(Ports)];
            if (number is null)
            {
                var free = FreePort(taken);
                port["nodePort"] = free;
                taken.Add(free);
            }
            else if (number is < FirstPort or > LastPort)
            {
                faults.Invalid(
                    field, number, $"provided port is not in the valid range. The range of valid ports is {FirstPort}-{LastPort}");
            }
            else if (others.Value.SelectMany(Ports).Contains(number.Value))
            {
                faults.Invalid(field, number, "provided port is already allocated");
            }
        }
    }

    private static void AllocateHealthCheckPort(JsonObject spec, Lazy<IReadOnlyList<JsonObject>> others)
    {
        if (ServiceDefaults.NeedsHealthCheckPort(spec) && spec.IntegerAt("healthCheckNodePort") is null or 0)
        {
            spec["healthCheckNodePort"] = FreePort([.. Ports(spec), .. others.Value.SelectMany(Ports)]);
        }
    }

    private static long FreePort(HashSet<long> taken)
    {
        var free = (long)Enumerable.Range(FirstPort, LastPort - FirstPort + 1).FirstOrDefault(candidate => !taken.Contains(candidate));
        return free == 0
            ? throw new ApiException(500, "InternalError", "Internal error occurred: failed to allocate a nodePort: range is full")
            : free;
    }

    private static IEnumerable<long> Ports(JsonObject spec) => spec.ObjectsAt("ports")
        .Select(static port => port.IntegerAt("nodePort"))
        .Append(spec.IntegerAt("healthCheckNodePort"))
        .OfType<long>();

    private static string Address(int host) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{host / 256}.{host % 256}");
}
