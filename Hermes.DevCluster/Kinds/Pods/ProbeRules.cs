using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of probes and lifecycle hooks.</summary>
internal static class ProbeRules
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    private static readonly string[] OfRunningOnes = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>Faults of a container that runs beside others.</summary>
    /// <param name="faults">Gets them.</param>
    /// <param name="field">Where the container is.</param>
    /// <param name="container">The container.</param>
    /// <param name="gracePeriod">The pod's, in seconds: a hook must not sleep longer.</param>
    public static void Check(FaultList faults, string field, JsonObject container, long gracePeriod)
    {
        CheckHook(faults, $"{field}.lifecycle.postStart", container.ObjectAt("lifecycle", "postStart"), gracePeriod);
        CheckHook(faults, $"{field}.lifecycle.preStop", container.ObjectAt("lifecycle", "preStop"), gracePeriod);
        CheckProbe(faults, $"{field}.livenessProbe", container.ObjectAt("livenessProbe"), onlyOneSuccess: true);
        CheckProbe(faults, $"{field}.readinessProbe", container.ObjectAt("readinessProbe"), onlyOneSuccess: false);
        CheckProbe(faults, $"{field}.startupProbe", container.ObjectAt("startupProbe"), onlyOneSuccess: true);
    }

    /// <summary>Faults of a container that must end before the others start: it has nothing that a running one has.</summary>
    public static void CheckInit(FaultList faults, string field, JsonObject container)
    {
        foreach (var name in OfRunningOnes.Where(name => container[name] is not null))
        {
            faults.Forbidden($"{field}.{name}", "may not be set for init containers without restartPolicy=Always");
        }
    }

    private static void CheckProbe(FaultList faults, string field, JsonObject? probe, bool onlyOneSuccess)
    {
        if (probe is null)
        {
            return;
        }

        CheckHandler(faults, field, probe);
        foreach (var name in (string[])["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
        {
            faults.NotNegative($"{field}.{name}", probe.IntegerAt(name));
        }

        if (probe.IntegerAt("terminationGracePeriodSeconds") is { } grace)
        {
            if (grace <= 0)
            {
                faults.Invalid($"{field}.terminationGracePeriodSeconds", grace, "must be greater than 0");
            }

            if (!onlyOneSuccess)
            {
                faults.Invalid($"{field}.terminationGracePeriodSeconds", grace, "must not be set for readinessProbes");
            }
        }

        if (onlyOneSuccess && probe.IntegerAt("successThreshold") is not 1 and var successes)
        {
            faults.Invalid($"{field}.successThreshold", successes, "must be 1");
        }
    }

    private static void CheckHook(FaultList faults, string field, JsonObject? hook, long gracePeriod)
    {
        if (hook is null)
        {
            return;
        }

        CheckHandler(faults, field, hook);
        if (hook.IntegerAt("sleep", "seconds") is { } seconds && (seconds < 0 || seconds > gracePeriod))
        {
            faults.Invalid(
                $"{field}.sleep", seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({gracePeriod})");
        }
    }

    private static void CheckHandler(FaultList faults, string field, JsonObject handler)
    {
        var any = false;
        foreach (var name in Handlers)
        {
            if (handler.ObjectAt(name) is not { } action)
            {
                continue;
            }

            if (any)
            {
                faults.Forbidden($"{field}.{name}", "may not specify more than 1 handler type");
                continue;
            }

            any = true;
            CheckAction(faults, $"{field}.{name}", name, action);
        }

        if (!any)
        {
            faults.Required(field, "must specify a handler type");
        }
    }

    private static void CheckAction(FaultList faults, string field, string name, JsonObject action)
    {
        switch (name)
        {
            case "exec" when (action.ArrayAt("command")?.Count ?? 0) == 0:
                faults.Required($"{field}.command");
                break;
            case "httpGet":
                ContainerRules.CheckPortNumberOrName(faults, $"{field}.port", action["port"]);
                faults.Choice($"{field}.scheme", action.TextAt("scheme"), "HTTP", "HTTPS");
                break;
            case "tcpSocket" or "grpc":
                ContainerRules.CheckPortNumberOrName(faults, $"{field}.port", action["port"]);
                break;
            default:
                break;
        }
    }
}
