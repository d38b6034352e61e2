using System.Collections.Concurrent;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Simulation;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.EndToEnd;

namespace Hermes.Operator.Tests.Faults;

/// <summary>Quota, admission webhook, PodSecurity denial: the server's message in status, slow retry.</summary>
[Trait("Category", "Faults")]
public sealed class QuotaWebhookPodSecurityTests
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    // A little is lost where times are rounded.
    private static readonly TimeSpan SlowRetry = TimeSpan.FromSeconds(29);

    // Seen to fail when Refusal.ReasonOf did not tell refusals apart, when OwnedObjectApplier threw them (no status was written), and when it
    // did not remember them (the second try came after milliseconds).
    [Theory]
    [InlineData(
        403,
        "Forbidden",
        "deployments.apps \"web\" is forbidden: exceeded quota: small, requested: count/deployments.apps=1, used: count/deployments.apps=2, limited: count/deployments.apps=2",
        Reasons.QuotaExceeded)]
    [InlineData(400, "", "admission webhook \"images.acme.dev\" denied the request: the image is not signed", Reasons.AdmissionDenied)]
    [InlineData(
        500,
        "InternalError",
        "Internal error occurred: failed calling webhook \"images.acme.dev\": failed to call webhook: context deadline exceeded",
        Reasons.AdmissionDenied)]
    public async Task App_DeploymentRefused_SaysWhyAndIsTriedAgainSlowly(int code, string reason, string message, string expected)
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        var tries = new ConcurrentQueue<DateTimeOffset>();
        var twice = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = request => request.IsWrite && request.Resource == "deployments" && AppCluster.IsOperators(request),
            Refusal = request =>
            {
                tries.Enqueue(request.Time);
                if (tries.Count == 2)
                {
                    twice.SetResult();
                }

                return new ApiException(code, reason, message);
            },
        });

        await apps.ApplyAsync(@namespace, "web", Plain);
        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.RolledOut, expected);
        await twice.Task.WaitAsync(AppCluster.Patience);
        refused.Dispose();

        AppCluster.Condition(app, ConditionType.RolledOut)!.Message.ShouldBe($"Deployment web: {message}");
        AppCluster.Condition(app, ConditionType.Ready)!.Reason.ShouldBe(expected);
        (tries.ElementAt(1) - tries.ElementAt(0)).ShouldBeGreaterThan(SlowRetry);
        await apps.UntilReadyAsync(@namespace, "web");
    }

    // Seen to fail when WorkloadConditions.Cause did not read the Deployment's ReplicaFailure: the reason was MinimumUnavailable.
    [Fact]
    public async Task App_PodsRefusedByPodSecurity_SaysWhy()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain);
        var @namespace = await apps.NewNamespaceAsync();
        apps.Cluster.DevCluster!.Simulator.FailPods(@namespace, "web", PodFailure.PodSecurityDenied);

        await apps.ApplyAsync(@namespace, "web", Plain);

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.Available, Reasons.PodSecurityDenied);
        AppCluster.Condition(app, ConditionType.Available)!.Message.ShouldBe(PodFailure.PodSecurityDenied.Message);
    }
}
