using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Defaults of pods that depend on other fields.</summary>
internal static class PodDefaults
{
    private static readonly string[] VolumeSources = [.. PodSchema.Spec.Properties["volumes"].Items!.Properties.Keys.Except(["name"])];

    /// <summary>Fills in the spec of a pod or of a template.</summary>
    public static void Spec(JsonObject spec)
    {
        foreach (var container in Containers(spec))
        {
            container.SetDefault("imagePullPolicy", PullPolicy(container.TextAt("image") ?? ""));
        }

        foreach (var volume in spec.ObjectsAt("volumes"))
        {
            if (!VolumeSources.Any(volume.ContainsKey))
            {
                volume["emptyDir"] = new JsonObject();
            }
        }

        if ((spec.TextAt("serviceAccountName") ?? spec.TextAt("serviceAccount")) is { } account)
        {
            // The older name of the field is written out alongside.
            spec["serviceAccountName"] = account;
            spec["serviceAccount"] = account;
        }

        if (spec.FlagAt("hostNetwork") == true)
        {
            foreach (var port in Containers(spec).SelectMany(static container => container.ObjectsAt("ports")))
            {
                port.SetDefault("hostPort", port["containerPort"]?.DeepClone() ?? 0);
            }
        }
    }

    /// <summary>Fills in a pod: what <see cref="Spec"/> does, requests from limits, and the class of service.</summary>
    public static void Pod(JsonObject pod)
    {
        var spec = pod.Child("spec");
        Spec(spec);
        foreach (var container in Containers(spec))
        {
            if (container.ObjectAt("resources", "limits") is { } limits)
            {
                var requests = container.Child("resources").Child("requests");
                foreach (var (name, limit) in limits)
                {
                    requests.SetDefault(name, limit?.DeepClone() ?? "0");
                }
            }
        }

        pod.Child("status").SetDefault("qosClass", QualityOfService(spec));
    }

    /// <summary>Every container of a spec, init containers first.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        spec.ObjectsAt("initContainers").Concat(spec.ObjectsAt("containers"));

    private static string PullPolicy(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            image = image[..image.IndexOf('@', StringComparison.Ordinal)];
            return Tag(image) is "latest" ? "Always" : "IfNotPresent";
        }

        return Tag(image) is null or "latest" ? "Always" : "IfNotPresent";
    }

    private static string? Tag(string image)
    {
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? image[(colon + 1)..] : null;
    }

    private static string QualityOfService(JsonObject spec)
    {
        var any = false;
        var guaranteed = true;
        foreach (var resources in Containers(spec).Select(static container => container.ObjectAt("resources")))
        {
            foreach (var name in (string[])["cpu", "memory"])
            {
                var request = resources.TextAt("requests", name);
                var limit = resources.TextAt("limits", name);
                any |= request is not null || limit is not null;
                guaranteed &= limit is not null && request == limit;
            }
        }

        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
