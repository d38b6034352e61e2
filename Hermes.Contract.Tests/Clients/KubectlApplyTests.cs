namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlApplyTests(ClientCluster cluster)
{
    [SkippableFact]
    public async Task Apply_OnTheClientsSide_ChangesAndRemovesWhatTheManifestDoes()
    {
        var kubectl = await cluster.KubectlAsync();
        var before = Manifests.ConfigMap("web", "{kept: a, changed: a, removed: a}");

        var created = await kubectl.RunAsync("apply -f -", before);
        await kubectl.RunAsync("patch configmap web --type=merge --patch-file /dev/stdin", """{"data":{"foreign":"a"}}""");
        var unchanged = await kubectl.RunAsync("apply -f -", before);
        var configured = await kubectl.RunAsync("apply -f -", Manifests.ConfigMap("web", "{kept: a, changed: b}"));

        created.ShouldBe("configmap/web created\n");
        unchanged.ShouldBe("configmap/web unchanged\n");
        configured.ShouldBe("configmap/web configured\n");
        (await kubectl.RunAsync("get configmap web -o jsonpath={.data}")).ShouldBe("""{"changed":"b","foreign":"a","kept":"a"}""");
    }

    [SkippableFact]
    public async Task Apply_OnTheClientsSideOfADeployment_MergesItsContainersByName()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("apply -f -", Manifests.Deployment("web", replicas: 0));
        await kubectl.RunAsync(
            "patch deployment web --patch-file /dev/stdin", """{"spec":{"template":{"spec":{"containers":[{"name":"sidecar","image":"sidecar:1"}]}}}}""");

        await kubectl.RunAsync("apply -f -", Manifests.Deployment("web", "registry.example/web:2", replicas: 0));

        var images = await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[*].image}");
        images.Split(' ').ShouldBe(["registry.example/web:2", "sidecar:1"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Apply_OnTheServersSide_OwnsWhatItSaysAndRemovesWhatItNoLongerSays()
    {
        var kubectl = await cluster.KubectlAsync();

        var created = await kubectl.RunAsync(
            "apply --server-side -f -", Manifests.Widget(cluster.Group, "web", "{image: shop, ports: [{name: http, port: 80}, {name: admin, port: 81}]}"));
        await kubectl.RunAsync(
            "apply --server-side --field-manager=second -f -", Manifests.Widget(cluster.Group, "web", "{image: shop, ports: [{name: extra, port: 82}]}"));
        await kubectl.RunAsync("apply --server-side -f -", Manifests.Widget(cluster.Group, "web", "{image: shop, ports: [{name: http, port: 80}]}"));

        created.ShouldBe($"widget.{cluster.Group}/web serverside-applied\n");
        (await kubectl.RunAsync($"get {cluster.Widgets} web -o jsonpath={{.spec.ports[*].name}}")).ShouldBe("http extra");
        (await kubectl.RunAsync($"get {cluster.Widgets} web --show-managed-fields -o jsonpath={{.metadata.managedFields[*].manager}}"))
            .Split(' ').ShouldBe(["kubectl", "second"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Apply_OnTheServersSideOfAnothersField_ConflictsUntilItIsForced()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("apply --server-side --field-manager=first -f -", Manifests.Deployment("web", replicas: 0));
        var second = Manifests.Deployment("web", "registry.example/web:2", replicas: 0);

        var refused = await kubectl.TryAsync("apply --server-side --field-manager=second -f -", second);
        var imageThen = await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}");
        await kubectl.RunAsync("apply --server-side --field-manager=second --force-conflicts -f -", second);
        var lost = await kubectl.TryAsync("apply --server-side --field-manager=first -f -", Manifests.Deployment("web", replicas: 0));

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("conflict with \"first\"");
        refused.Error.ShouldContain(".spec.template.spec.containers[name=\"web\"].image");
        imageThen.ShouldBe("registry.example/web:1");
        (await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe("registry.example/web:2");
        lost.ExitCode.ShouldBe(1);
        lost.Error.ShouldContain("conflict with \"second\"");
    }

    [SkippableFact]
    public async Task Apply_OnTheServersSideAfterTheClients_TakesItsFieldsOver()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("apply -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync("apply --server-side -f -", Manifests.Deployment("web", "registry.example/web:2", replicas: 0));

        (await kubectl.RunAsync("get deployment web --show-managed-fields -o jsonpath={.metadata.managedFields[*].manager}"))
            .ShouldNotContain("kubectl-client-side-apply");
        (await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe("registry.example/web:2");
    }

    [SkippableFact]
    public async Task Apply_OfSeveralObjects_AppliesThoseThatAreValid()
    {
        var kubectl = await cluster.KubectlAsync();

        var result = await kubectl.TryAsync(
            "apply -f -",
            $"{Manifests.Widget(cluster.Group, "web", "{image: '', replicas: 99}")}---\n{Manifests.ConfigMap("web", "{a: b}")}");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("configmap/web created");
        result.Error.ShouldContain("spec.image in body should be at least 1 chars long");
        result.Error.ShouldContain("spec.replicas in body should be less than or equal to 10");
    }

    [SkippableTheory]
    [InlineData("apply -f -")]
    [InlineData("apply --server-side -f -")]
    [InlineData("create -f -")]
    public async Task Write_OfAFieldThatTheKindHasNot_IsRefused(string command)
    {
        var kubectl = await cluster.KubectlAsync();

        var widget = await kubectl.TryAsync(command, Manifests.Widget(cluster.Group, "web", "{image: shop, imagee: shop}"));
        var service = await kubectl.TryAsync(command, Manifests.Service("web").Replace("targetPort", "targetport", StringComparison.Ordinal));

        widget.ExitCode.ShouldBe(1);
        widget.Error.ShouldContain("imagee");
        service.ExitCode.ShouldBe(1);
        service.Error.ShouldContain("targetport");
    }

    [SkippableTheory]
    [InlineData("diff -f -")]
    [InlineData("diff --server-side -f -")]
    public async Task Diff_OfAManifest_ShowsWhatAnApplyWouldChangeAndChangesNothing(string diff)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync(
            diff.Contains("server-side", StringComparison.Ordinal) ? "apply --server-side -f -" : "apply -f -", Manifests.ConfigMap("web", "{a: before}"));

        var same = await kubectl.TryAsync(diff, Manifests.ConfigMap("web", "{a: before}"));
        var other = await kubectl.TryAsync(diff, Manifests.ConfigMap("web", "{a: after}") + "---\n" + Manifests.ConfigMap("new", "{a: b}"));

        same.ExitCode.ShouldBe(0, same.Error);
        same.Output.ShouldBeEmpty();
        other.ExitCode.ShouldBe(1, other.Error);
        other.Output.ShouldContain("-  a: before");
        other.Output.ShouldContain("+  a: after");
        other.Output.ShouldContain("+  name: new");
        (await kubectl.RunAsync("get configmaps web -o jsonpath={.data.a}")).ShouldBe("before");
        (await kubectl.TryAsync("get configmap new")).ExitCode.ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData("apply")]
    [InlineData("apply --server-side")]
    [InlineData("create")]
    public async Task Write_AsADryRun_AnswersWithDefaultsAndStoresNothing(string command)
    {
        var kubectl = await cluster.KubectlAsync();

        var image = await kubectl.RunAsync(
            $"{command} -f - --dry-run=server -o jsonpath={{.spec.template.spec.containers[0].imagePullPolicy}}", Manifests.Deployment("web"));

        image.ShouldBe("IfNotPresent");
        (await kubectl.TryAsync("get deployment web")).ExitCode.ShouldBe(1);
    }
}
