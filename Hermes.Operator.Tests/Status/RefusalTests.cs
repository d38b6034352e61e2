using Hermes.Operator.Status;

namespace Hermes.Operator.Tests.Status;

/// <summary>The API server's words for the refusals that an app's owner can do something about.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("pods \"web\" is forbidden: exceeded quota: small, requested: cpu=2, used: cpu=3, limited: cpu=4", Reasons.QuotaExceeded)]
    [InlineData("pods \"web\" is forbidden: failed quota: small: must specify limits.cpu", Reasons.QuotaExceeded)]
    [InlineData("pods \"web\" is forbidden: maximum cpu usage per Pod is 1, but limit is 2", Reasons.QuotaExceeded)]
    [InlineData("pods \"web\" is forbidden: minimum memory usage per Container is 64Mi, but request is 32Mi", Reasons.QuotaExceeded)]
    [InlineData("pods \"web\" is forbidden: violates PodSecurity \"restricted:latest\"", Reasons.PodSecurityDenied)]
    [InlineData("admission webhook \"x.example.com\" denied the request: no", Reasons.AdmissionDenied)]
    [InlineData("Internal error occurred: failed calling webhook \"x.example.com\"", Reasons.AdmissionDenied)]
    [InlineData("deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'x' denied request", Reasons.AdmissionDenied)]
    [InlineData("spec.selector: Invalid value: field is immutable", Reasons.ApplyFailed)]
    [InlineData("", Reasons.ApplyFailed)]
    public void ReasonOf_TheServersWords_TellsWhoRefused(string message, string reason) => Refusal.ReasonOf(message).ShouldBe(reason);
}
