using Hermes.Kubernetes.Yaml;

namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlGetTests(ClientCluster cluster)
{
    [SkippableTheory]
    [InlineData("deployments", "NAME READY UP-TO-DATE AVAILABLE AGE")]
    [InlineData("deploy -o wide", "NAME READY UP-TO-DATE AVAILABLE AGE CONTAINERS IMAGES SELECTOR")]
    [InlineData("services", "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE")]
    [InlineData("svc -o wide", "NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE SELECTOR")]
    [InlineData("widgets", "NAME IMAGE READY AGE")]
    [InlineData("configmap --show-labels", "NAME DATA AGE LABELS")]
    public async Task Get_AsATable_HasTheColumnsOfTheKind(string what, string columns)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", string.Join(
            "---\n",
            Manifests.Deployment("web"),
            Manifests.Service("web"),
            Manifests.Widget(cluster.Group, "web"),
            Manifests.ConfigMap("web", "{a: b}")));

        var table = await kubectl.RunAsync($"get {what.Replace("widgets", cluster.Widgets, StringComparison.Ordinal)}");

        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(columns.Split(' '));
        rows.Skip(1).ShouldContain(row => row.StartsWith("web ", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Get_OfACategory_ListsEachKindThatIsInIt()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", $"{Manifests.Service("web")}---\n{Manifests.Widget(cluster.Group, "web")}");

        var all = await kubectl.RunAsync("get all");

        all.ShouldContain("service/web ");
        all.ShouldContain($"widget.{cluster.Group}/web ");
    }

    [SkippableFact]
    public async Task Get_AsYaml_GivesTheObjectWithItsDefaultsAndWithoutManagedFields()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        var plain = YamlReader.Read(await kubectl.RunAsync("get deployment web -o yaml")).ShouldHaveSingleItem().Content;
        var managed = YamlReader.Read(await kubectl.RunAsync("get deployment web -o yaml --show-managed-fields")).ShouldHaveSingleItem().Content;

        plain["apiVersion"]!.GetValue<string>().ShouldBe("apps/v1");
        plain["metadata"]!["namespace"]!.GetValue<string>().ShouldBe(kubectl.Namespace);
        plain["metadata"]!["managedFields"].ShouldBeNull();
        plain["spec"]!["strategy"]!["type"]!.GetValue<string>().ShouldBe("RollingUpdate");
        plain["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]![0]!["protocol"]!.GetValue<string>().ShouldBe("TCP");
        managed["metadata"]!["managedFields"]!.AsArray().ShouldContain(entry => entry!["manager"]!.GetValue<string>() == "kubectl-create");
    }

    [SkippableTheory]
    [InlineData("-o jsonpath={.spec.ports[?(@.name==\\\"http\\\")].targetPort}", "8080")]
    [InlineData("-o custom-columns=NAME:.metadata.name,TYPE:.spec.type --no-headers", "web   ClusterIP\n")]
    [InlineData("-o go-template={{.spec.sessionAffinity}}", "None")]
    [InlineData("-o name", "service/web\n")]
    public async Task Get_InAFormOfTheCallers_GivesWhatItAsksFor(string form, string expected)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Service("web"));

        (await kubectl.RunAsync($"get service web {form}")).ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData("-l tier=front", "a b")]
    [InlineData("-l \"tier in (front, back),!old\"", "a c")]
    [InlineData("-l tier=front --field-selector metadata.name!=a", "b")]
    [InlineData("-l tier --sort-by={.data.rank}", "c b a")]
    [InlineData("-l tier --chunk-size=1", "a b c")]
    public async Task Get_WithSelectors_ListsWhatTheySelect(string options, string names)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", string.Join(
            "---\n",
            Manifests.ConfigMap("a", "{rank: '3'}", "labels: {tier: front}"),
            Manifests.ConfigMap("b", "{rank: '2'}", "labels: {tier: front, old: ''}"),
            Manifests.ConfigMap("c", "{rank: '1'}", "labels: {tier: back}")));

        var listed = await kubectl.RunAsync($"get configmaps {options} -o name");

        listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(names.Split(' ').Select(name => $"configmap/{name}"));
    }

    [SkippableFact]
    public async Task Get_OfWhatIsNotThere_FailsUnlessThatIsAllowed()
    {
        var kubectl = await cluster.KubectlAsync();

        var missing = await kubectl.TryAsync("get deployment web");
        var allowed = await kubectl.TryAsync("get deployment web --ignore-not-found");
        var unknown = await kubectl.TryAsync("get gadgets");

        missing.ExitCode.ShouldBe(1);
        missing.Error.ShouldContain("deployments.apps \"web\" not found");
        allowed.ExitCode.ShouldBe(0);
        allowed.Output.ShouldBeEmpty();
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("gadgets");
    }

    [SkippableFact]
    public async Task Get_Watching_ShowsEachChangeAsItComes()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create configmap first --from-literal=a=b");
        var changes = new List<string>();

        // Each step follows the event of the one before: nothing is merged or missed.
        await foreach (var line in kubectl.ReadLinesAsync("get configmaps --watch --output-watch-events --no-headers --field-selector metadata.name=first"))
        {
            changes.Add(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
            switch (changes.Count)
            {
                case 1:
                    await kubectl.RunAsync("label configmap first seen=true");
                    break;
                case 2:
                    await kubectl.RunAsync("delete configmap first");
                    break;
            }

            if (changes.Count == 3)
            {
                break;
            }
        }

        changes.ShouldBe(["ADDED", "MODIFIED", "DELETED"]);
    }

    [SkippableTheory]
    [InlineData("get events --field-selector involvedObject.name=web,reason=Looked")]
    [InlineData("get events.events.k8s.io --field-selector regarding.name=web")]
    [InlineData("events --for configmap/web --types=Warning")]
    public async Task Events_OfAnObject_TellWhatHappened(string command)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Event("web", kubectl.Namespace) + "---\n" + Event("other", kubectl.Namespace));

        var events = await kubectl.RunAsync(command);

        events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2, events);
        events.ShouldContain("Warning");
        events.ShouldContain("Looked");
        events.ShouldContain("configmap/web", Case.Insensitive);
        events.ShouldContain("It was looked at");
    }

    private static string Event(string subject, string @namespace) => $$"""
        apiVersion: v1
        kind: Event
        metadata: {name: {{subject}}.1}
        involvedObject: {apiVersion: v1, kind: ConfigMap, name: {{subject}}, namespace: {{@namespace}}}
        reason: Looked
        message: It was looked at
        type: Warning
        count: 2
        firstTimestamp: "2026-01-01T00:00:00Z"
        lastTimestamp: "2026-01-01T00:10:00Z"
        source: {component: contract}

        """;
}
