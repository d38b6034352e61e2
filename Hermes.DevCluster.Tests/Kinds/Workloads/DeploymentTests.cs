using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Kinds.Workloads;

public sealed class DeploymentTests
{
    private const string Least = """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}},
           "spec": {"containers": [{"name": "app", "image": "x:1"}]}}}}
        """;

    private static readonly KindRow Row = KindWriter.Row("Deployment", "apps");

    [Fact]
    public void Deployment_WithTheLeastFields_GetsEveryDefaultOfTheRealServer()
    {
        var value = KindWriter.Create(Row, """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
             "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}},
               "spec": {"containers": [{"name": "app", "image": "x:1", "ports": [{"name": "http", "containerPort": 8000}],
                 "resources": {"requests": {"cpu": 0.1, "memory": "128Mi"}, "limits": {"memory": "0.25Gi"}},
                 "readinessProbe": {"httpGet": {"port": "http"}}}]}}}}
            """);

        value["spec"].ShouldBeJson("""
            {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
             "template": {"metadata": {"labels": {"app": "web"}}, "spec": {
               "containers": [{"name": "app", "image": "x:1", "ports": [{"name": "http", "containerPort": 8000, "protocol": "TCP"}],
                 "resources": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "100m", "memory": "128Mi"}},
                 "readinessProbe": {"httpGet": {"path": "/", "port": "http", "scheme": "HTTP"}, "timeoutSeconds": 1,
                   "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3},
                 "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                 "imagePullPolicy": "IfNotPresent"}],
               "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst", "securityContext": {},
               "schedulerName": "default-scheduler"}},
             "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": "25%"}},
             "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600}
            """);
        value["status"].ShouldBeJson("{}");
    }

    [Theory]
    [InlineData("x", "Always")]
    [InlineData("x:latest", "Always")]
    [InlineData("registry:5000/x", "Always")]
    [InlineData("registry:5000/x:1", "IfNotPresent")]
    [InlineData("x@sha256:0123", "IfNotPresent")]
    public void PullPolicy_NotGiven_FollowsTheTag(string image, string policy)
    {
        var value = KindWriter.Create(Row, Least.Replace("x:1", image, StringComparison.Ordinal));

        value.ObjectsAt("spec", "template", "spec", "containers").Single().TextAt("imagePullPolicy").ShouldBe(policy);
    }

    [Fact]
    public void Status_WrittenByTheAuthor_BeginsEmpty()
    {
        var value = KindWriter.Create(
            Row, Least.Replace("\"spec\": {\"selector\"", "\"status\": {\"replicas\": 9}, \"spec\": {\"selector\"", StringComparison.Ordinal));

        value["status"].ShouldBeJson("{}");
    }

    [Fact]
    public void ServiceAccountName_IsWrittenUnderItsOlderNameToo()
    {
        var value = KindWriter.Create(
            Row, Least.Replace("\"spec\": {\"containers\"", "\"spec\": {\"serviceAccountName\": \"a\", \"containers\"", StringComparison.Ordinal));

        value.TextAt("spec", "template", "spec", "serviceAccount").ShouldBe("a");
    }

    [Fact]
    public void Spec_Empty_ToldAllThatIsMissing() =>
        KindWriter.Faults(Row, """{"metadata": {"name": "web"}}""").ShouldBe(
        [
            "spec.selector: Required value",
            "spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`",
            "spec.template.spec.containers: Required value",
        ]);

    [Fact]
    public void Selector_Changed_IsRefusedLikeTheRealServerDoes()
    {
        var old = KindWriter.Create(Row, Least);

        KindWriter.Faults(Row, Least.Replace("matchLabels\": {\"app\": \"web\"", "matchLabels\": {\"app\": \"other\"", StringComparison.Ordinal), old)
            .ShouldBe(
            [
                "spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: `selector` does not match template `labels`",
                "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"other\"}}: field is immutable",
            ]);
    }

    [Theory]
    [InlineData("\"image\": \"x:1\"", "\"image\": \"\"", "spec.template.spec.containers[0].image: Required value")]
    [InlineData(
        "\"name\": \"app\"",
        "\"name\": \"a.b\"",
        "spec.template.spec.containers[0].name: Invalid value: \"a.b\": must not contain dots")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"ports\": [{\"containerPort\": 70000}]",
        "spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"livenessProbe\": {}",
        "spec.template.spec.containers[0].livenessProbe: Required value: must specify a handler type")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"livenessProbe\": {\"tcpSocket\": {\"port\": 80}, \"successThreshold\": 2}",
        "spec.template.spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"volumeMounts\": [{\"name\": \"tmp\", \"mountPath\": \"/tmp\"}]",
        "spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"tmp\"")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"resources\": {\"requests\": {\"memory\": \"2Gi\"}, \"limits\": {\"memory\": \"1Gi\"}}",
        "spec.template.spec.containers[0].resources.requests: Invalid value: \"2Gi\": must be less than or equal to memory limit of 1Gi")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"env\": [{\"name\": \"A\", \"value\": \"1\", \"valueFrom\": {\"fieldRef\": {\"fieldPath\": \"metadata.name\"}}}]",
        "spec.template.spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty")]
    [InlineData(
        "\"image\": \"x:1\"",
        "\"image\": \"x:1\", \"imagePullPolicy\": \"Sometimes\"",
        "spec.template.spec.containers[0].imagePullPolicy: Unsupported value: \"Sometimes\": "
            + "supported values: \"Always\", \"IfNotPresent\", \"Never\"")]
    [InlineData(
        "\"spec\": {\"selector\"",
        "\"spec\": {\"replicas\": -1, \"selector\"",
        "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData(
        "\"spec\": {\"selector\"",
        "\"spec\": {\"strategy\": {\"type\": \"Recreate\", \"rollingUpdate\": {\"maxSurge\": 1}}, \"selector\"",
        "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData(
        "\"spec\": {\"selector\"",
        "\"spec\": {\"strategy\": {\"rollingUpdate\": {\"maxSurge\": 0, \"maxUnavailable\": \"0%\"}}, \"selector\"",
        "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"0%\": may not be 0 when `maxSurge` is 0")]
    [InlineData(
        "\"spec\": {\"containers\"",
        "\"spec\": {\"topologySpreadConstraints\": [{\"maxSkew\": 0, \"topologyKey\": \"z\", \"whenUnsatisfiable\": \"Maybe\"}], \"containers\"",
        "spec.template.spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
        "spec.template.spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: \"Maybe\": "
            + "supported values: \"DoNotSchedule\", \"ScheduleAnyway\"")]
    public void Spec_BreakingARule_IsToldInTheRealServersWords(string part, string broken, params string[] faults) =>
        KindWriter.Faults(Row, Least.Replace(part, broken, StringComparison.Ordinal)).ShouldBe(faults);
}
