using System.Net;
using Hermes.DevCluster;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Hosting;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Hosting;

public sealed class OperatorOnDevClusterTests : IAsyncLifetime
{
    private DevClusterServer _cluster = null!;

    public async Task InitializeAsync() => _cluster = await DevClusterServer.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Operator_InAPlainHost_ReconcilesWhatIsCreatedOwnedAndDeleted()
    {
        await using var running = await RunningOperator.StartAsync(Options, controller => controller.Owns<V1Service>());
        var owner = await running.Client.CreateAsync(ConfigMap("default", "a"), CancellationToken.None);
        await running.CallAsync("reconcile default/a");

        await running.Client.CreateAsync(OwnedService(owner), CancellationToken.None);
        await running.CallAsync("reconcile default/a");

        await running.Client.DeleteAsync<V1ConfigMap>("a", "default", null, CancellationToken.None);
        await running.CallAsync("deleted default/a");
    }

    [Fact]
    public async Task Operator_WithAnOptionalKindThatIsNotServed_ReconcilesAllTheSame()
    {
        await using var running = await RunningOperator.StartAsync(
            Options, controller => controller.Owns<V1ClusterTrustBundle>(optional: true));

        await running.Client.CreateAsync(ConfigMap("default", "a"), CancellationToken.None);

        await running.CallAsync("reconcile default/a");
    }

    [Fact]
    public async Task Operator_OfOneNamespace_SeesNoOther()
    {
        await using var running = await RunningOperator.StartAsync(options =>
        {
            Options(options);
            options.Namespaces.Add("default");
        });
        await running.Client.CreateAsync(
            new V1Namespace { Metadata = new V1ObjectMeta { Name = "other" } }, CancellationToken.None);
        await running.Client.CreateAsync(ConfigMap("other", "a"), CancellationToken.None);
        await running.Client.CreateAsync(ConfigMap("default", "b"), CancellationToken.None);

        while (await running.NextCallAsync() is var call && call != "reconcile default/b")
        {
            call.ShouldStartWith("reconcile default/");
        }
    }

    [Fact]
    public async Task Operators_SeveralInOneProcess_DoNotMeet()
    {
        await using var other = await DevClusterServer.StartAsync();
        await using var first = await RunningOperator.StartAsync(Options);
        await using var second = await RunningOperator.StartAsync(options =>
        {
            Options(options);
            options.Kubeconfig = other.KubeconfigPath;
        });

        await first.Client.CreateAsync(ConfigMap("default", "in-first"), CancellationToken.None);
        await second.Client.CreateAsync(ConfigMap("default", "in-second"), CancellationToken.None);

        await first.CallAsync("reconcile default/in-first");
        while (await second.NextCallAsync() is var call && call != "reconcile default/in-second")
        {
            call.ShouldNotBe("reconcile default/in-first");
        }
    }

    [Fact]
    public async Task Stop_AfterAnEventWasPublished_HasWrittenIt()
    {
        await using var running = await RunningOperator.StartAsync(Options);
        await running.Client.CreateAsync(ConfigMap("default", "a"), CancellationToken.None);
        await running.CallAsync("reconcile default/a");

        await running.StopAsync();

        var events = await running.Client.ListAsync<Corev1Event>(new ListOptions { Namespace = "default" }, CancellationToken.None);
        var written = events.Items.Where(item => item.InvolvedObject.Name == "a").ShouldHaveSingleItem();
        (written.Reason, written.InvolvedObject.Kind, written.Source.Component).ShouldBe(("Reconciled", "ConfigMap", "test-operator"));
    }

    [Fact]
    public async Task Health_OfARunningOperator_IsReadyOnceSyncedAndLive()
    {
        await using var running = await RunningOperator.StartAsync(Options);
        await running.Client.CreateAsync(ConfigMap("default", "a"), CancellationToken.None);
        await running.CallAsync("reconcile default/a");
        using var http = new HttpClient { BaseAddress = running.Health };

        (await http.GetStringAsync("/readyz")).ShouldBe("[+] informers\nok\n");
        (await http.GetStringAsync("/livez")).ShouldBe("[+] loops\n[+] workers\n[+] handlers\nok\n");
    }

    [Fact]
    public async Task Health_WhileTheApiServerIsAway_IsLiveButNotReady()
    {
        var kubeconfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(kubeconfig, _cluster.Kubeconfig);
        await _cluster.DisposeAsync();
        await using var running = await RunningOperator.StartAsync(options =>
        {
            Options(options);
            options.Kubeconfig = kubeconfig;
        });
        using var http = new HttpClient { BaseAddress = running.Health };

        (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await http.GetAsync(new Uri("/livez", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        File.Delete(kubeconfig);
    }

    private static V1ConfigMap ConfigMap(string @namespace, string name) =>
        new() { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace } };

    private static V1Service OwnedService(V1ConfigMap owner) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "owned",
            NamespaceProperty = owner.Metadata.NamespaceProperty,
            OwnerReferences =
            [
                new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = owner.Metadata.Name, Uid = owner.Metadata.Uid, Controller = true },
            ],
        },
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 80 }] },
    };

    private void Options(KubernetesOperatorOptions options)
    {
        options.Name = "test-operator";
        options.Kubeconfig = _cluster.KubeconfigPath;
        options.HealthPort = 0;
        options.HealthAddress = IPAddress.Loopback;
    }
}
