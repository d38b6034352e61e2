using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tests.Architecture;

public sealed class ArchitectureTests
{
    /// <summary>Namespaces, types and members that reach beyond their arguments.</summary>
    private static readonly string[] Impure =
    [
        "Hermes.Kubernetes.Client.",
        "Hermes.Kubernetes.Caching.",
        "Hermes.Kubernetes.Applying.",
        "Hermes.Kubernetes.Configuration.",
        "Hermes.Kubernetes.Controllers.",
        "Hermes.Kubernetes.Events.",
        "Hermes.Kubernetes.Hosting.",
        "Hermes.Kubernetes.Transport.",
        "Hermes.Operator.Commands.",
        "Hermes.Operator.Controllers.",
        "Hermes.Operator.Hosting.",
        "k8s.Kubernetes",
        "k8s.IKubernetes.",
        "k8s.Autorest.",
        "Microsoft.Extensions.",
        "System.Console.",
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Diagnostics.",
        // Not all of it: an iterator asks for its thread.
        "System.Environment.GetEnvironmentVariable",
        "System.Environment.get_MachineName",
        "System.Environment.get_TickCount",
        "System.Guid.NewGuid",
        "System.IO.",
        "System.Net.",
        "System.Random.",
        "System.Threading.Tasks.",
        "System.Threading.Timer",
        "System.TimeProvider",
    ];

    public static TheoryData<string> PureNamespaces =>
    [
        "Hermes.Operator.Entities",
        "Hermes.Operator.Validation",
        "Hermes.Operator.Children",
        "Hermes.Operator.Autoscaling",
        "Hermes.Operator.Status",
        "Hermes.Operator.Tenancy",
    ];

    [Theory]
    [MemberData(nameof(PureNamespaces))]
    public void PureNamespace_TouchesNoClientClockOrLogger(string @namespace)
    {
        using var references = new TypeReferences(typeof(HermesApp).Assembly.Location);

        var used = references.UsedBy(@namespace).ToList();

        used.ShouldNotBeEmpty();
        used.Where(use => Impure.Any(impure => $"{use.Used}.".StartsWith(impure, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>The rule above finds what it looks for: the controllers use most of it.</summary>
    [Theory]
    [InlineData("Hermes.Kubernetes.Client.")]
    [InlineData("Hermes.Kubernetes.Caching.")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Threading.Tasks.")]
    public void Controllers_ReachBeyondTheirArguments(string impure)
    {
        using var references = new TypeReferences(typeof(HermesApp).Assembly.Location);

        references.UsedBy("Hermes.Operator.Controllers").ShouldContain(use => $"{use.Used}.".StartsWith(impure, StringComparison.Ordinal));
    }

    [Fact]
    public void Runtime_KnowsNoHermesApp()
    {
        using var references = new TypeReferences(typeof(IKubernetesClient).Assembly.Location);

        references.Assemblies.ShouldNotContain(name => name.StartsWith("Hermes.", StringComparison.Ordinal));
        references.Texts.ShouldContain("IKubernetesClient", "a type's name");
        references.Texts.ShouldContain("tag:yaml.org,2002:str", "a literal");
        references.Texts.Where(text => text.Contains("HermesApp", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }
}
