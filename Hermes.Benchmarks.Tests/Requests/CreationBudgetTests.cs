using System.Globalization;
using Hermes.Benchmarks.Requests;

namespace Hermes.Benchmarks.Tests.Requests;

public sealed class CreationBudgetTests
{
    private const int Apps = 2;

    private static readonly Dictionary<string, int> Children = new(StringComparer.Ordinal) { ["Deployment"] = Apps, ["Service"] = Apps };

    private static readonly (RequestKey Key, long Count)[] Exact =
    [
        (OperatorRequests.Apply("Deployment"), Apps), (OperatorRequests.Apply("Service"), Apps),
        (OperatorRequests.StatusApply, 2 * Apps), (OperatorRequests.EventCreation, Apps),
    ];

    [Fact]
    public void Beyond_WhatWasNeeded_IsNothing() => Beyond(Exact).ShouldBeEmpty();

    [Fact]
    public void Beyond_WithAChildAppliedTwice_NamesIt() =>
        Beyond([.. Exact, (OperatorRequests.Apply("Service"), 1)]).ShouldBe(["APPLY services: 3, and 2 were needed"]);

    [Fact]
    public void Beyond_WithAChildNeverApplied_NamesIt() => Beyond(Exact[1..]).ShouldBe(["APPLY deployments.apps: 0, and 2 were needed"]);

    [Fact]
    public void Beyond_WithAThirdStatus_NamesIt() =>
        Beyond([.. Exact, (OperatorRequests.StatusApply, 1)]).ShouldBe(["APPLY hermesapps.hermes.dev/status: 5, and at most 4 were needed"]);

    [Fact]
    public void Beyond_WithARead_NamesIt() =>
        Beyond([.. Exact, (new RequestKey("GET", "apps", "deployments"), 1)]).ShouldBe(["GET deployments.apps: 1, and none was needed"]);

    [Fact]
    public void Beyond_WithMoreEvents_CountsThemWhereNobodyElseTellsAny()
    {
        (RequestKey, long)[] sent = [.. Exact, (OperatorRequests.EventCreation, 1)];

        Beyond(sent).ShouldBe(["POST events: 3, and at most 2 were needed"]);
        Beyond(sent, areEventsItsOwn: false).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Beyond(IEnumerable<(RequestKey Key, long Count)> sent, bool areEventsItsOwn = true)
    {
        var lines = sent.Select(count => string.Create(
            CultureInfo.InvariantCulture,
            $$"""apiserver_request_total{code="200",group="{{count.Key.Group}}",resource="{{count.Key.Resource}}",subresource="{{count.Key.Subresource}}",verb="{{count.Key.Verb}}"} {{count.Count}}"""));
        return CreationBudget.Beyond(RequestCounts.Parse(string.Join('\n', lines)), Children, Apps, areEventsItsOwn);
    }
}
