using Hermes.Benchmarks.Requests;

namespace Hermes.Benchmarks.Tests.Requests;

public sealed class RequestCountsTests
{
    // As kube-apiserver shows them, with what stands around them there.
    private const string Metrics = """
        # HELP apiserver_request_total [STABLE] Counter of apiserver requests broken out for each verb, resource and code.
        # TYPE apiserver_request_total counter
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="apps",resource="deployments",scope="resource",subresource="",verb="APPLY",version="v1"} 3
        apiserver_request_total{code="201",component="apiserver",dry_run="",group="apps",resource="deployments",scope="resource",subresource="",verb="APPLY",version="v1"} 1.2e+01
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="hermes.dev",resource="hermesapps",scope="resource",subresource="status",verb="APPLY",version="v1alpha1"} 7
        apiserver_request_duration_seconds_count{group="apps",resource="deployments",subresource="",verb="APPLY"} 99

        """;

    [Fact]
    public void Parse_OfAServersMetrics_AddsUpItsCodesAndLeavesOutOtherSeries() =>
        RequestCounts.Parse(Metrics).All.Select(count => $"{count.Key} {count.Count}")
            .ShouldBe(["APPLY deployments.apps 15", "APPLY hermesapps.hermes.dev/status 7"]);

    [Fact]
    public void Since_AnEarlierCount_IsWhatCameAfterIt()
    {
        var later = RequestCounts.Parse(Metrics.Replace("} 7", "} 9", StringComparison.Ordinal));

        later.Since(RequestCounts.Parse(Metrics)).All.ShouldBe([(OperatorRequests.StatusApply, 2L)]);
    }

    [Theory]
    [InlineData("APPLY", "apps", "deployments", "", true)]
    [InlineData("PUT", "apps", "deployments", "status", false)]
    [InlineData("WATCH", "apps", "deployments", "", false)]
    [InlineData("POST", "hermes.dev", "hermesapps", "", false)]
    [InlineData("GET", "hermes.dev", "hermesapps", "", true)]
    [InlineData("POST", "", "events", "", true)]
    [InlineData("PUT", "coordination.k8s.io", "leases", "", false)]
    public void Includes_ARequest_WhereItMayBeTheOperators(string verb, string group, string resource, string subresource, bool isIncluded) =>
        OperatorRequests.Includes(new RequestKey(verb, group, resource, subresource)).ShouldBe(isIncluded);
}
