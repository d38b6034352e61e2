using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>Why a pod does not serve, as it says itself.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">The kubelet's or the scheduler's words, and a remedy where there is one.</param>
internal sealed record PodCause(string Reason, string Message)
{
    // The kubelet begins its back-off anew after a run of twice its longest wait (MaxContainerBackOff, 5 minutes).
    private static readonly TimeSpan BackOffReset = TimeSpan.FromMinutes(10);

    private const string PullErrorMark = "ErrImagePull: ";

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
        if (container.State?.Waiting is not { } waiting)
        {
            return IsBetweenCrashes(container) ? Crash(container) : null;
        }

        var message = waiting.Message ?? "";
        return waiting.Reason switch
        {
            "ImagePullBackOff" or "ErrImagePull" or "InvalidImageName" or "ErrImageNeverPull" =>
                new(Reasons.ImagePullBackOff, Sentence($"image {container.Image} cannot be pulled", PullError(message))),
            "CrashLoopBackOff" => Crash(container),
            "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" =>
                new(Reasons.CreateContainerConfigError, Sentence($"container {container.Name} cannot be made", message) + Remedy(message)),
            _ => null,
        };
    }

    private static PodCause Crash(V1ContainerStatus container) =>
        new(Reasons.CrashLoopBackOff, $"container {container.Name} ends again and again{LastEnd(container)}");

    /// <summary>
    /// Whether the container runs, or has just ended, between two waits of a crash loop: the cause stays the same all through it. The
    /// first restart is no loop yet, nor is one after a run so long that the kubelet forgets the former ones.
    /// </summary>
    private static bool IsBetweenCrashes(V1ContainerStatus container) =>
        container is { Ready: false, RestartCount: > 1, LastState.Terminated: { } last }
        && !(last.FinishedAt - last.StartedAt >= BackOffReset);

    private static string LastEnd(V1ContainerStatus container) => (container.State?.Terminated ?? container.LastState?.Terminated) is { } ended
        ? $": exit code {ended.ExitCode}{(string.IsNullOrEmpty(ended.Reason) ? "" : $" ({ended.Reason})")}"
        : "";

    /// <summary>The words of the failed pull, which the kubelet alternates with those of the wait for the next one.</summary>
    private static string PullError(string message)
    {
        if (!message.StartsWith("Back-off pulling", StringComparison.Ordinal))
        {
            return message;
        }

        var error = message.IndexOf(PullErrorMark, StringComparison.Ordinal);
        return error < 0 ? "" : message[(error + PullErrorMark.Length)..];
    }

    // The kubelet's words for an image whose user is root, or is a name that it cannot tell from root.
    private static string Remedy(string message) =>
        message.Contains("run as root", StringComparison.Ordinal) || message.Contains("non-numeric user", StringComparison.Ordinal)
            ? "; set spec.security.runAsUser to the number of a user other than 0, or build the image with one"
            : "";

    private static string Sentence(string what, string message) => message.Length == 0 ? what : $"{what}: {message}";
}
