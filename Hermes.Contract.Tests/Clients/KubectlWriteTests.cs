namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlWriteTests(ClientCluster cluster)
{
    [SkippableFact]
    public async Task Create_OfWhatIsThere_FailsAndChangesNothing()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.ConfigMap("web", "{a: first}"));

        var second = await kubectl.TryAsync("create -f -", Manifests.ConfigMap("web", "{a: second}"));

        second.ExitCode.ShouldBe(1);
        second.Error.ShouldContain("configmaps \"web\" already exists");
        (await kubectl.RunAsync("get configmap web -o jsonpath={.data.a}")).ShouldBe("first");
    }

    // These commands use typed clients, which speak protobuf.
    [SkippableTheory]
    [InlineData("configmap made --from-literal=a=b", "configmap", "{.data.a}", "b")]
    [InlineData("secret generic made --from-literal=a=b", "secret", "{.type} {.data.a}", "Opaque Yg==")]
    [InlineData("serviceaccount made", "serviceaccount", "{.metadata.name}", "made")]
    [InlineData("deployment made --image=web:1 --replicas=0 --port=80", "deployment", "{.spec.replicas} {.spec.template.spec.containers[0].ports[0].containerPort}", "0 80")]
    [InlineData("service clusterip made --tcp=80:8080", "service", "{.spec.ports[0].port} {.spec.ports[0].targetPort}", "80 8080")]
    [InlineData("ingress made --class=web --rule=shop.example.com/cart*=cart:http,tls=shop-tls", "ingress", "{.spec.ingressClassName} {.spec.tls[0].secretName} {.spec.rules[0].host}{.spec.rules[0].http.paths[0].path} {.spec.rules[0].http.paths[0].pathType} {.spec.rules[0].http.paths[0].backend.service.port.name}", "web shop-tls shop.example.com/cart Prefix http")]
    [InlineData("poddisruptionbudget made --selector=app=web --max-unavailable=25%", "poddisruptionbudget", "{.spec.maxUnavailable} {.spec.selector.matchLabels.app}", "25% web")]
    [InlineData("poddisruptionbudget made --selector=app=web --min-available=0", "poddisruptionbudget", "{.spec.minAvailable}", "0")]
    [InlineData("job made --image=web:1 -- run it", "job", "{.spec.template.spec.containers[0].command} {.spec.template.spec.restartPolicy}", "[\"run\",\"it\"] Never")]
    [InlineData("cronjob made --image=web:1 --schedule=\"0 3 * * *\"", "cronjob", "{.spec.schedule} {.spec.jobTemplate.spec.template.spec.containers[0].image}", "0 3 * * * web:1")]
    [InlineData("quota made --hard=pods=3,requests.cpu=500m", "resourcequota", "{.spec.hard.pods} {.spec.hard.requests\\.cpu}", "3 500m")]
    [InlineData("role made --verb=get,list --resource=deployments.apps", "role", "{.rules[0].apiGroups} {.rules[0].verbs}", "[\"apps\"] [\"get\",\"list\"]")]
    [InlineData("rolebinding made --clusterrole=view --user=jo", "rolebinding", "{.roleRef.kind} {.subjects[0].name}", "ClusterRole jo")]
    public async Task Create_ByACommand_MakesWhatItSays(string arguments, string kind, string path, string expected)
    {
        var kubectl = await cluster.KubectlAsync();

        await kubectl.RunAsync($"create {arguments}");

        (await kubectl.RunAsync($"get {kind} made -o \"jsonpath={path}\"")).ShouldBe(expected);
    }

    [SkippableFact]
    public async Task Expose_OfADeployment_SelectsItsPods()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync("expose deployment web --port=80 --target-port=8080");

        (await kubectl.RunAsync("get service web -o jsonpath={.spec.selector.app}:{.spec.ports[0].targetPort}")).ShouldBe("web:8080");
    }

    [SkippableFact]
    public async Task Autoscale_OfADeployment_MakesAnAutoscaler()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync("autoscale deployment web --min=2 --max=5 --cpu-percent=60");

        (await kubectl.RunAsync(
            "get horizontalpodautoscaler web -o jsonpath={.spec.scaleTargetRef.name}:{.spec.minReplicas}-{.spec.maxReplicas}@{.spec.metrics[0].resource.target.averageUtilization}"))
            .ShouldBe("web:2-5@60");
    }

    [SkippableFact]
    public async Task Replace_OfAnObject_TakesItAsItIsUnlessItIsStale()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.ConfigMap("web", "{a: first, b: first}"));
        var version = await kubectl.RunAsync("get configmap web -o jsonpath={.metadata.resourceVersion}");

        await kubectl.RunAsync("replace -f -", Manifests.ConfigMap("web", "{a: second}"));
        var stale = await kubectl.TryAsync("replace -f -", Manifests.ConfigMap("web", "{a: third}", $"resourceVersion: '{version}'"));

        stale.ExitCode.ShouldBe(1);
        stale.Error.ShouldContain("Conflict");
        (await kubectl.RunAsync("get configmap web -o jsonpath={.data}")).ShouldBe("""{"a":"second"}""");
    }

    [SkippableFact]
    public async Task Replace_ByForce_MakesTheObjectAnew()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Service("web"));
        var former = await kubectl.RunAsync("get service web -o jsonpath={.metadata.uid}");

        await kubectl.RunAsync("replace --force -f -", Manifests.Service("web"));

        (await kubectl.RunAsync("get service web -o jsonpath={.metadata.uid}")).ShouldNotBe(former);
    }

    [SkippableFact]
    public async Task Patch_ThatIsStrategic_MergesTheContainersOfADeployment()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync(
            "patch deployment web --patch-file /dev/stdin",
            """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"web:2"},{"name":"sidecar","image":"sidecar:1"}]}}}}""");
        await kubectl.RunAsync(
            "patch deployment web --patch-file /dev/stdin",
            """{"spec":{"template":{"spec":{"containers":[{"name":"sidecar","$patch":"delete"}]}}}}""");

        (await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[*].image}")).ShouldBe("web:2");
        (await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].ports[0].containerPort}")).ShouldBe("8080");
    }

    [SkippableTheory]
    [InlineData("merge", """{"spec":{"args":["b"],"host":null}}""")]
    [InlineData("json", """[{"op":"replace","path":"/spec/args/0","value":"b"},{"op":"remove","path":"/spec/host"},{"op":"test","path":"/spec/image","value":"shop"}]""")]
    public async Task Patch_OfACustomResource_ChangesIt(string type, string patch)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web", "{image: shop, args: [a], host: example}"));

        await kubectl.RunAsync($"patch {cluster.Widgets} web --type={type} --patch-file /dev/stdin", patch);

        (await kubectl.RunAsync($"get {cluster.Widgets} web -o jsonpath={{.spec}}"))
            .ShouldBe("""{"args":["b"],"image":"shop","mode":"A","replicas":1}""");
    }

    [SkippableFact]
    public async Task Patch_ThatCannotBe_IsRefusedWithTheReason()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web"));

        var strategic = await kubectl.TryAsync($"patch {cluster.Widgets} web --patch-file /dev/stdin", """{"spec":{"image":"other"}}""");
        var invalid = await kubectl.TryAsync($"patch {cluster.Widgets} web --type=merge --patch-file /dev/stdin", """{"spec":{"mode":"C"}}""");
        var failed = await kubectl.TryAsync(
            $"patch {cluster.Widgets} web --type=json --patch-file /dev/stdin", """[{"op":"test","path":"/spec/image","value":"other"}]""");

        strategic.ExitCode.ShouldBe(1);
        strategic.Error.ShouldContain("application/merge-patch+json");
        invalid.ExitCode.ShouldBe(1);
        invalid.Error.ShouldContain("spec.mode: Unsupported value: \"C\"");
        failed.ExitCode.ShouldBe(1);
        failed.Error.ShouldContain("invalid");
    }

    [SkippableFact]
    public async Task Patch_OfTheStatus_LeavesTheSpec()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web"));

        await kubectl.RunAsync(
            $"patch {cluster.Widgets} web --subresource=status --type=merge --patch-file /dev/stdin", """{"spec":{"image":"other"},"status":{"replicas":3}}""");

        (await kubectl.RunAsync($"get {cluster.Widgets} web -o jsonpath={{.spec.image}}:{{.status.replicas}}:{{.metadata.generation}}"))
            .ShouldBe("shop:3:1");
    }

    [SkippableFact]
    public async Task Patch_OfADeploymentsStatus_TakesAnnotationsButNoLabels()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync(
            "patch deployment web --subresource=status --patch-file /dev/stdin",
            """{"metadata":{"annotations":{"note":"seen"},"labels":{"tier":"front"}},"spec":{"replicas":7}}""");

        (await kubectl.RunAsync("get deployment web -o jsonpath={.metadata.annotations.note}:{.metadata.labels}:{.spec.replicas}:{.metadata.generation}"))
            .ShouldBe("""seen:{"app":"web"}:0:1""");
    }

    [SkippableTheory]
    [InlineData("deployment.apps")]
    [InlineData("widget")]
    public async Task Scale_OfAKindWithReplicas_SetsThem(string kind)
    {
        var kubectl = await cluster.KubectlAsync();
        kind = kind == "widget" ? cluster.Widgets : kind;
        await kubectl.RunAsync(
            "create -f -", Manifests.Deployment("web", replicas: 1) + "---\n" + Manifests.Widget(cluster.Group, "web", "{image: shop, replicas: 1}"));

        await kubectl.RunAsync($"scale {kind} web --replicas=3");
        await kubectl.RunAsync($"scale {kind} web --current-replicas=3 --replicas=2");
        var unexpected = await kubectl.TryAsync($"scale {kind} web --current-replicas=7 --replicas=1");

        unexpected.ExitCode.ShouldBe(1);
        unexpected.Error.ShouldContain("7");
        (await kubectl.RunAsync($"get {kind} web -o jsonpath={{.spec.replicas}}")).ShouldBe("2");
    }

    [SkippableFact]
    public async Task Scale_OfAKindWithoutReplicas_Fails()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Service("web"));

        (await kubectl.TryAsync("scale service web --replicas=3")).ExitCode.ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData("label", "labels")]
    [InlineData("annotate", "annotations")]
    public async Task LabelAndAnnotate_OfAnObject_SetReplaceAndRemove(string command, string field)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web"));
        var target = $"{command} {cluster.Widgets} web";

        await kubectl.RunAsync($"{target} tier=front team=shop");
        var again = await kubectl.TryAsync($"{target} tier=back");
        await kubectl.RunAsync($"{target} tier=back --overwrite");
        await kubectl.RunAsync($"{target} team-");

        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("overwrite");
        (await kubectl.RunAsync($"get {cluster.Widgets} web -o jsonpath={{.metadata.{field}}}")).ShouldBe("""{"tier":"back"}""");
    }

    [SkippableFact]
    public async Task Set_OfAnImage_ChangesThatContainer()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", replicas: 0));

        await kubectl.RunAsync("set image deployment/web web=registry.example/web:2");
        await kubectl.RunAsync("set env deployment/web MODE=fast");

        (await kubectl.RunAsync(
            "get deployment web -o jsonpath={.spec.template.spec.containers[0].image}:{.spec.template.spec.containers[0].env[0].value}"))
            .ShouldBe("registry.example/web:2:fast");
    }
}
