using System.Text.Json;
using Hermes.Benchmarks.Apps;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Benchmarks.Micro;

/// <summary>What the micro benchmarks work on: the app that <c>load</c> makes, and its children as a server stores them.</summary>
internal static class SampleObjects
{
    private const string Applied = "hermes.dev/applied";

    public static ResourceCatalog Catalog { get; } = new([HermesJsonContext.Default]);

    public static HermesApp App { get; } = CreateApp();

    public static ChildEnvironment Environment { get; } = new();

    /// <summary>A Deployment as it is to be.</summary>
    public static V1Deployment Desired => DesiredChildren.For(App, Environment).Deployment;

    /// <summary>The same as it is stored, once it was applied.</summary>
    /// <param name="hash">Of what was applied.</param>
    public static V1Deployment Stored(string hash)
    {
        var stored = Desired;
        stored.Metadata = stored.Metadata with
        {
            Uid = "3f0c6c9e-3f5e-4a53-a7a8-3d8f7c7d1c11",
            ResourceVersion = "1042",
            Generation = 1,
            Annotations = new Dictionary<string, string> { [Applied] = hash },
            ManagedFields = [new V1ManagedFieldsEntry { Manager = "hermes-operator", Operation = "Apply", FieldsType = "FieldsV1", FieldsV1 = FieldsOf(stored) }],
        };
        return stored;
    }

    // As many fields as a server notes of it, one of them for each that was applied.
    private static JsonElement FieldsOf(V1Deployment deployment) =>
        JsonSerializer.SerializeToElement(deployment, Catalog.Get<V1Deployment>().Contract);

    private static HermesApp CreateApp()
    {
        var app = AppTemplate.Read(null).Create("default", AppTemplate.NameOf(1));
        app.Metadata = app.Metadata with { Uid = "7c0e1a6a-8a0a-4d5e-9d4c-6f7a0f1d2b3c", Generation = 1, ResourceVersion = "1000" };
        return app;
    }
}
