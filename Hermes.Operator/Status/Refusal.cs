namespace Hermes.Operator.Status;

/// <summary>Tells refusals apart by the API server's own words; it gives all of them the reason Forbidden.</summary>
internal static class Refusal
{
    public static string ReasonOf(string message) =>
        message.Contains("exceeded quota", StringComparison.Ordinal) || message.Contains("failed quota", StringComparison.Ordinal)
            || message.Contains("usage per Pod is", StringComparison.Ordinal) || message.Contains("usage per Container is", StringComparison.Ordinal)
            ? Reasons.QuotaExceeded
        : message.Contains("violates PodSecurity", StringComparison.Ordinal) ? Reasons.PodSecurityDenied
        : message.Contains("admission webhook", StringComparison.Ordinal) || message.Contains("failed calling webhook", StringComparison.Ordinal)
            || message.Contains("ValidatingAdmissionPolicy", StringComparison.Ordinal)
            ? Reasons.AdmissionDenied
        : Reasons.ApplyFailed;
}
