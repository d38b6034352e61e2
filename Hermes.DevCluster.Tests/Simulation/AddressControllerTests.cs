using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Simulation;

public sealed class AddressControllerTests : IDisposable
{
    private readonly SimulatedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task LoadBalancer_GetsAnAddressOfItsOwn()
    {
        foreach (var name in (string[])["a", "b"])
        {
            await _world.CreateAsync("", "services", $$$"""
                {"metadata": {"name": "{{{name}}}", "namespace": "default"}, "spec": {"type": "LoadBalancer", "ports": [{"port": 80}]}}
                """);
        }

        var addresses = _world.List("", "services")
            .SelectMany(service => service.ObjectsAt("status", "loadBalancer", "ingress"))
            .Select(address => address.TextAt("ip"))
            .ToArray();
        addresses.Length.ShouldBe(2);
        addresses.ShouldBeUnique();
    }

    [Fact]
    public async Task ClusterIp_GetsNone()
    {
        await _world.CreateAsync("", "services", """{"metadata": {"name": "a", "namespace": "default"}, "spec": {"ports": [{"port": 80}]}}""");

        _world.Get("", "services", "a").At("status", "loadBalancer", "ingress").ShouldBeNull();
    }

    [Fact]
    public async Task Ingress_GetsAnAddress_OnceItsClassIsThere()
    {
        await CreateIngressAsync("nginx");
        await CreateIngressAsync("traefik");

        _world.Get("networking.k8s.io", "ingresses", "nginx").ArrayAt("status", "loadBalancer", "ingress").ShouldNotBeNull();
        _world.Get("networking.k8s.io", "ingresses", "traefik").ArrayAt("status", "loadBalancer", "ingress").ShouldBeNull();

        await _world.CreateAsync("networking.k8s.io", "ingressclasses", """{"metadata": {"name": "traefik"}, "spec": {"controller": "traefik.io/x"}}""");

        _world.Get("networking.k8s.io", "ingresses", "traefik").ArrayAt("status", "loadBalancer", "ingress").ShouldNotBeNull();
    }

    private Task CreateIngressAsync(string name) => _world.CreateAsync("networking.k8s.io", "ingresses", $$$"""
        {"metadata": {"name": "{{{name}}}", "namespace": "default"}, "spec": {"ingressClassName": "{{{name}}}", "rules": [{"host": "a.example.com",
         "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80} } } }] } }] } }
        """);
}
