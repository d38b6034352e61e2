using System.Globalization;
using Hermes.Benchmarks.Runs;
using Hermes.Operator.Commands;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using k8s.Models;

namespace Hermes.Benchmarks.Apps;

/// <summary>What all apps of a benchmark are like.</summary>
internal sealed class AppTemplate(HermesAppSpec spec)
{
    /// <summary>The four kinds that most apps have: Deployment, Service, Ingress and HorizontalPodAutoscaler.</summary>
    private static readonly HermesAppSpec Default = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        Ingress = new IngressSettings { Hosts = ["bench.example.com"] },
    };

    /// <summary>Reads the spec of a file.</summary>
    /// <param name="path">The file; null for the default.</param>
    /// <exception cref="BenchmarkException">It is not one valid app.</exception>
    public static AppTemplate Read(string? path)
    {
        if (path is null)
        {
            return new AppTemplate(Default);
        }

        var faults = new List<string>();
        var apps = new AppManifests("default", "cluster.local", new TenantLimits()).Read(ManifestFile.Read(path, Stream.Null), faults).ToList();
        return faults.Count > 0 ? throw new BenchmarkException(string.Join('\n', faults))
            : apps is [var app] ? new AppTemplate(app.Spec)
            : throw new BenchmarkException($"{path}: must hold one HermesApp, and holds {apps.Count}");
    }

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"app-{number:D5}");

    /// <summary>An app; its hosts are its own, since a host has one app only.</summary>
    public HermesApp Create(string @namespace, string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Spec = spec.Ingress is { Hosts: { } hosts } ingress
            ? spec with { Ingress = ingress with { Hosts = [.. hosts.Select(host => $"{name}.{host}")] } }
            : spec,
    };

    /// <summary>An app whose reconcile writes nothing but its status: who sees that written knows that the operator has come to it.</summary>
    public static HermesApp CreatePaused(string @namespace, string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Spec = new HermesAppSpec { Image = Default.Image, Paused = true },
    };
}
