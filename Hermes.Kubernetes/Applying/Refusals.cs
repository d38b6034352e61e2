using System.Net;
using Hermes.Kubernetes.Client;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Applying;

/// <summary>What a refused write says about the next try.</summary>
public static class Refusals
{
    /// <summary>Whether the server's answer is final until something changes. 429, 503, 504 and 401 are not: a retry may mend those.</summary>
    /// <param name="exception">The server's answer.</param>
    /// <remarks>500 is a refusal: that is how a failing admission webhook answers, and the user has to read it.</remarks>
    public static bool IsRefusal(this KubernetesException exception) =>
        exception.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        && exception.Reason != StatusReason.ServerTimeout;

    /// <summary>Whether the object is not the one that the write's precondition named: changed, gone, or another one by now.</summary>
    /// <param name="exception">The server's answer to a write with a UID or resource version.</param>
    /// <remarks>
    /// 409: present in spite of "create only", or absent in spite of a UID. 422 on <c>metadata.uid</c>: another object bears the name.
    /// </remarks>
    public static bool IsAnotherObject(this KubernetesException exception) =>
        exception.StatusCode == HttpStatusCode.Conflict
        || (exception.Reason == StatusReason.Invalid && exception.Causes.Any(cause => cause.Field == "metadata.uid"));
}
