namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlDiscoveryTests(ClientCluster cluster)
{
    [SkippableTheory]
    [InlineData("deployment.spec.replicas", "<integer>")]
    [InlineData("deploy.spec.template.spec.containers", "image\t<string>")]
    [InlineData("service.spec.ports", "targetPort\t<IntOrString>")]
    [InlineData("hpa.spec", "maxReplicas\t<integer> -required-")]
    [InlineData("ingress.spec.rules.http.paths", "pathType\t<string> -required-")]
    public async Task Explain_OfABuiltInKind_TellsWhatItsFieldsAre(string field, string expected)
    {
        var kubectl = await cluster.KubectlAsync();

        var text = await kubectl.RunAsync($"explain {field}");

        text.ShouldMatch(@"KIND:\s+\w+\n");
        text.ShouldContain(expected, Case.Sensitive);
    }

    [SkippableFact]
    public async Task Explain_OfACustomResource_TellsWhatItsDefinitionSays()
    {
        var kubectl = await cluster.KubectlAsync();

        var field = await kubectl.RunAsync($"explain {cluster.Widgets}.spec.ports");
        var tree = await kubectl.RunAsync($"explain {cluster.Widgets} --recursive");

        field.ShouldContain("FIELD: ports <[]Object>");
        field.ShouldContain("name\t<string> -required-");
        field.ShouldContain("port\t<integer>");
        tree.ShouldMatch($@"GROUP:\s+{cluster.Group}\n");
        tree.ShouldContain("enum: A, B");
        tree.ShouldContain("observedGeneration\t<integer>");
    }

    [SkippableFact]
    public async Task Explain_OfAFieldThatIsNotThere_Fails()
    {
        var kubectl = await cluster.KubectlAsync();

        var result = await kubectl.TryAsync($"explain {cluster.Widgets}.spec.colour");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("colour");
    }

    [SkippableFact]
    public async Task ApiResources_OfTheServer_NameBuiltInAndDefinedKinds()
    {
        var kubectl = await cluster.KubectlAsync();

        var all = await kubectl.RunAsync("api-resources --no-headers");
        var own = await kubectl.RunAsync($"api-resources --api-group={cluster.Group} --no-headers -o wide");

        var rows = all.Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        rows.ShouldContain("configmaps cm v1 true ConfigMap");
        rows.ShouldContain("namespaces ns v1 false Namespace");
        rows.ShouldContain("deployments deploy apps/v1 true Deployment");
        rows.ShouldContain("horizontalpodautoscalers hpa autoscaling/v2 true HorizontalPodAutoscaler");
        rows.ShouldContain($"widgets wd {cluster.Group}/v1alpha1 true Widget");
        own.ShouldMatch(@"^widgets\s.*\sdelete,deletecollection,get,list,patch,create,update,watch\s+all\s*$");
    }

    [SkippableTheory]
    [InlineData("--verbs=list --namespaced=false", "namespaces", "deployments.apps")]
    [InlineData("--categories=all", "deployments.apps", "configmaps")]
    [InlineData("--api-group=apps", "replicasets.apps", "services")]
    public async Task ApiResources_OfASelection_NameThoseOnly(string selection, string selected, string other)
    {
        var kubectl = await cluster.KubectlAsync();

        var names = (await kubectl.RunAsync($"api-resources {selection} -o name")).Split('\n');

        names.ShouldContain(selected);
        names.ShouldNotContain(other);
    }

    [SkippableFact]
    public async Task ApiVersions_OfTheServer_NameBuiltInAndDefinedGroups()
    {
        var kubectl = await cluster.KubectlAsync();

        var versions = (await kubectl.RunAsync("api-versions")).Split('\n');

        versions.ShouldContain("v1");
        versions.ShouldContain("apps/v1");
        versions.ShouldContain("autoscaling/v2");
        versions.ShouldContain("apiextensions.k8s.io/v1");
        versions.ShouldContain($"{cluster.Group}/v1alpha1");
    }

    [SkippableFact]
    public async Task AuthCanI_OfAnybody_AnswersByTheRolesThatAreBound()
    {
        var kubectl = await cluster.KubectlAsync();
        var user = $"system:serviceaccount:{kubectl.Namespace}:reader";
        await kubectl.RunAsync("create serviceaccount reader");
        await kubectl.RunAsync("create role reader --verb=get,list --resource=pods");
        await kubectl.RunAsync($"create rolebinding reader --role=reader --serviceaccount={kubectl.Namespace}:reader");

        (await kubectl.RunAsync("auth can-i delete namespaces")).ShouldBe("yes\n");
        (await kubectl.RunAsync($"auth can-i get pods --as={user}")).ShouldBe("yes\n");
        var no = await kubectl.TryAsync($"auth can-i delete pods --as={user}");
        var rules = await kubectl.RunAsync($"auth can-i --list --as={user}");
        var refused = await kubectl.TryAsync($"get secrets --as={user}");

        no.ExitCode.ShouldBe(1);
        no.Output.ShouldStartWith("no");
        rules.ShouldMatch(@"pods\s+\[\]\s+\[\]\s+\[get list\]");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain($"User \"{user}\" cannot list resource \"secrets\"");
    }

    [SkippableFact]
    public async Task AuthWhoAmI_AsSomebody_NamesThem()
    {
        var kubectl = await cluster.KubectlAsync();

        (await kubectl.RunAsync("auth whoami --as=jo --as-group=shop -o jsonpath={.status.userInfo.username}:{.status.userInfo.groups}"))
            .ShouldBe("""jo:["shop","system:authenticated"]""");
    }

    [SkippableFact]
    public async Task Server_AskedDirectly_IsReadyAndTellsItsVersion()
    {
        var kubectl = await cluster.KubectlAsync();

        (await kubectl.RunAsync("get --raw /readyz")).ShouldBe("ok");
        (await kubectl.RunAsync("version")).ShouldMatch(@"Server Version: v1\.\d+");
    }
}
