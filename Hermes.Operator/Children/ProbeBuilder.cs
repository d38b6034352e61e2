using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class ProbeBuilder
{
    public static V1Probe Build(ProbeSettings settings)
    {
        IntOrString port = settings.Port is { } number ? number : ChildNames.Port;
        return new V1Probe
        {
            HttpGet = settings.Path is { } path ? new V1HTTPGetAction { Path = path, Port = port } : null,
            TcpSocket = settings.Path is null ? new V1TCPSocketAction { Port = port } : null,
            // The server drops a zero, which means the same as none.
            InitialDelaySeconds = settings.InitialDelaySeconds is > 0 ? settings.InitialDelaySeconds : null,
            PeriodSeconds = settings.PeriodSeconds,
            TimeoutSeconds = settings.TimeoutSeconds,
            FailureThreshold = settings.FailureThreshold,
        };
    }
}
