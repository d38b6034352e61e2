using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Rules of Ingresses, in the order of the real server's.</summary>
internal static class IngressRules
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        var rules = spec.ObjectsAt("rules").ToArray();
        if (rules.Length == 0 && spec["defaultBackend"] is null)
        {
            faults.Invalid("spec", spec["rules"], "either `defaultBackend` or `rules` must be specified");
        }

        if (spec.ObjectAt("defaultBackend") is { } backend)
        {
            CheckBackend(faults, "spec.defaultBackend", backend);
        }

        for (var i = 0; i < rules.Length; i++)
        {
            CheckRule(faults, $"spec.rules[{i}]", rules[i]);
        }

        CheckTls(faults, spec);
        if (spec.TextAt("ingressClassName") is { } name)
        {
            faults.Each("spec.ingressClassName", name, Names.Subdomain(name));
            var annotation = value.TextAt("metadata", "annotations", ClassAnnotation);
            if (old is null && annotation is not null && annotation != name)
            {
                faults.Invalid(
                    $"annotations.{ClassAnnotation}", annotation, "must match `ingressClassName` when both are specified");
            }
        }

        return faults.All;
    }

    private static void CheckRule(FaultList faults, string field, JsonObject rule)
    {
        if (rule.TextAt("host") is { Length: > 0 } host)
        {
            if (IpText.IsAddress(host))
            {
                faults.Invalid($"{field}.host", host, "must be a DNS name, not an IP address");
            }

            CheckHost(faults, $"{field}.host", host);
        }

        if (rule.ObjectAt("http") is not { } http)
        {
            return;
        }

        if ((http.ArrayAt("paths")?.Count ?? 0) == 0)
        {
            faults.Required($"{field}.http.paths");
        }

        var index = 0;
        foreach (var path in http.ObjectsAt("paths"))
        {
            CheckPath(faults, $"{field}.http.paths[{index++}]", path);
        }
    }

    private static void CheckPath(FaultList faults, string field, JsonObject rule)
    {
        var path = rule.TextAt("path") ?? "";
        switch (rule.TextAt("pathType"))
        {
            case null:
                faults.Required($"{field}.pathType", "pathType must be specified");
                return;
            case "Exact" or "Prefix":
                CheckAbsolute(path);
                foreach (var part in (string[])["//", "/./", "/../", "%2f", "%2F"])
                {
                    if (path.Contains(part, StringComparison.Ordinal))
                    {
                        faults.Invalid($"{field}.path", path, $"must not contain '{part}'");
                    }
                }

                foreach (var end in (string[])["/..", "/."])
                {
                    if (path.EndsWith(end, StringComparison.Ordinal))
                    {
                        faults.Invalid($"{field}.path", path, $"cannot end with '{end}'");
                    }
                }

                break;
            case "ImplementationSpecific":
                if (path.Length > 0)
                {
                    CheckAbsolute(path);
                }

                break;
            case var other:
                faults.NotSupported($"{field}.pathType", other, "Exact", "ImplementationSpecific", "Prefix");
                break;
        }

        CheckBackend(faults, $"{field}.backend", rule.ObjectAt("backend") ?? []);

        void CheckAbsolute(string text)
        {
            if (!text.StartsWith('/'))
            {
                faults.Invalid($"{field}.path", text, "must be an absolute path");
            }
        }
    }

    private static void CheckBackend(FaultList faults, string field, JsonObject backend)
    {
        var service = backend.ObjectAt("service");
        if (backend["resource"] is not null)
        {
            if (service is not null)
            {
                faults.Invalid(field, "", "cannot set both resource and service backends");
            }

            return;
        }

        if (service is null)
        {
            faults.Invalid(field, "", "resource or service backend is required");
            return;
        }

        if (service.TextAt("name") is { Length: > 0 } name)
        {
            faults.Each($"{field}.service.name", name, Names.Label(name));
        }
        else
        {
            faults.Required($"{field}.service.name");
        }

        var portName = service.TextAt("port", "name");
        var portNumber = service.IntegerAt("port", "number");
        switch (portName, portNumber)
        {
            case (not null, not null):
                faults.Invalid(field, "", "cannot set both port name & port number");
                break;
            case (not null, null):
                faults.Each($"{field}.service.port.name", portName, Names.PortName(portName));
                break;
            case (null, not null):
                faults.Port($"{field}.service.port.number", portNumber);
                break;
            default:
                faults.Required(field, "port name or number is required");
                break;
        }
    }

    private static void CheckTls(FaultList faults, JsonObject spec)
    {
        var index = 0;
        foreach (var tls in spec.ObjectsAt("tls"))
        {
            var field = $"spec.tls[{index++}]";
            var host = 0;
            foreach (var name in tls.TextsAt("hosts"))
            {
                CheckHost(faults, $"{field}.hosts[{host++}]", name);
            }

            if (tls.TextAt("secretName") is { Length: > 0 } secret)
            {
                faults.Each($"{field}.secretName", secret, Names.Subdomain(secret));
            }
        }
    }

    private static void CheckHost(FaultList faults, string field, string host) =>
        faults.Each(
            field, host, host.Contains('*', StringComparison.Ordinal) ? Names.WildcardSubdomain(host) : Names.Subdomain(host));
}
