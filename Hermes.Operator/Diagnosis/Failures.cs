using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Operator.Diagnosis;

/// <summary>Questions that the server did not answer.</summary>
internal static class Failures
{
    /// <summary>Whether a call failed for a reason outside this process.</summary>
    public static bool IsOfTheCluster(Exception exception) =>
        exception is KubernetesException or HttpRequestException or IOException or TimeoutException;

    /// <summary>The cause in one line.</summary>
    public static string Describe(Exception exception)
    {
        // The outer exceptions of a connection say only that there is none.
        var cause = exception is HttpRequestException ? exception.GetBaseException() : exception;
        return cause.Message.ReplaceLineEndings(" ");
    }
}
