using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>Why a pod does not serve, as it says itself.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">The kubelet's or the scheduler's words, and a remedy where there is one.</param>
internal sealed record PodCause(string Reason, string Message)
{
    /// <summary>The cause of one pod; null where it serves or says nothing.</summary>
    public static PodCause? Of(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            return null;
        }

        foreach (var container in (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []))
        {
            if (OfContainer(container) is { } cause)
            {
                return cause;
            }
        }

        return (pod.Status?.Conditions ?? []).FirstOrDefault(condition =>
            condition is { Type: "PodScheduled", Status: "False", Reason: Reasons.Unschedulable }) is { } unscheduled
                ? new(Reasons.Unschedulable, unscheduled.Message ?? "no node takes the pod")
                : null;
    }

    /// <summary>The cause of the newest pod that has one.</summary>
    public static PodCause? OfNewest(IEnumerable<V1Pod> pods) => pods
        .OrderByDescending(pod => pod.Metadata.CreationTimestamp ?? DateTime.MinValue)
        .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal)
        .Select(Of)
        .FirstOrDefault(cause => cause is not null);

    private static PodCause? OfContainer(V1ContainerStatus container)
    {
        var message = container.State?.Waiting?.Message ?? "";
        return container.State?.Waiting?.Reason switch
        {
            "ImagePullBackOff" or "ErrImagePull" or "InvalidImageName" or "ErrImageNeverPull" =>
                new(Reasons.ImagePullBackOff, Sentence($"image {container.Image} cannot be pulled", message)),
            "CrashLoopBackOff" => new(Reasons.CrashLoopBackOff, Sentence($"container {container.Name} ends again and again{LastEnd(container)}", "")),
            "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" =>
                new(Reasons.CreateContainerConfigError, Sentence($"container {container.Name} cannot be made", message) + Remedy(message)),
            _ => null,
        };
    }

    private static string LastEnd(V1ContainerStatus container) => container.LastState?.Terminated is { } ended
        ? $": exit code {ended.ExitCode}{(string.IsNullOrEmpty(ended.Reason) ? "" : $" ({ended.Reason})")}"
        : "";

    // The kubelet's words for an image whose user is root, or is a name that it cannot tell from root.
    private static string Remedy(string message) =>
        message.Contains("run as root", StringComparison.Ordinal) || message.Contains("non-numeric user", StringComparison.Ordinal)
            ? "; set spec.security.runAsUser to the number of a user other than 0, or build the image with one"
            : "";

    private static string Sentence(string what, string message) => message.Length == 0 ? what : $"{what}: {message}";
}
