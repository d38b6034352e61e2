using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Schema;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

public sealed class CustomResourceDefinitionGeneratorTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ResourceCatalog _catalog = new([SourceGenerationContext.Default, WidgetJsonContext.Default]);

    /// <summary>HERMES_UPDATE_GOLDEN=1 writes the file anew.</summary>
    [Fact]
    public void Generate_OfTheSampleKind_IsTheGoldenFile()
    {
        var golden = Golden("widget-crd.json");

        var actual = CustomResourceDefinitionGenerator.Generate(_catalog.Get<Widget>().Contract).ToJsonString(Readable) + "\n";

        if (Environment.GetEnvironmentVariable("HERMES_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(golden, actual);
        }

        actual.ShouldBe(File.ReadAllText(golden));
    }

    [Fact]
    public void Generate_OfAFaultyKind_NamesEveryFault()
    {
        var faults = Should.Throw<SchemaException>(() => CustomResourceDefinitionGenerator.Generate(_catalog.Get<FaultyWidget>().Contract)).Faults;

        faults.ShouldBe(
        [
            "spec.anything: Object cannot be expressed",
            "spec.badConverter: a JSON converter on a property hides what is on the wire: put it on the type",
            "spec.badDefault: the default x is no integer",
            "spec.badItems: [Items] is for lists and maps",
            "spec.badKey[].child: FaultyWidgetPart contains itself, which no structural schema can",
            "spec.badKey: the map key name must be a field of the items that is required or has a default",
            "spec.badLength: [Length] is for strings",
            "spec.numberedEnum: DayOfWeek is written as a number: give it a JsonStringEnumConverter",
            "spec.outOfRange: the default 6 is out of range",
            "spec.recursive.child: FaultyWidgetPart contains itself, which no structural schema can",
            "spec.unboundedItem[]: needs a greatest length: [Length(maxLength: …)] or [AllowedValues(…)]",
            "spec.unboundedList: needs a greatest size: [Items(maxItems: …)]",
            "spec.unboundedMap: needs a greatest size: [Items(maxItems: …)]",
            "spec.unboundedString: needs a greatest length: [Length(maxLength: …)] or [AllowedValues(…)]",
        ]);
    }

    [Fact]
    public void Generate_WithoutRequiredBounds_FindsNoUnboundedField() =>
        Should.Throw<SchemaException>(() => CustomResourceDefinitionGenerator.Generate(
            _catalog.Get<FaultyWidget>().Contract, new CustomResourceDefinitionOptions { RequireBounds = false }))
            .Faults.ShouldNotContain(fault => fault.Contains("unbounded", StringComparison.Ordinal));

    [Fact]
    public void Generate_OfATypeThatIsNoKind_SaysSo() =>
        Should.Throw<SchemaException>(() => CustomResourceDefinitionGenerator.Generate(WidgetJsonContext.Default.WidgetSpec))
            .Faults.ShouldBe(["WidgetSpec: needs a [KubernetesEntity] attribute"]);

    [Fact]
    public void Generate_OfBuiltInTypesInsideASpec_WalksTheirContracts()
    {
        var contract = _catalog.SerializerOptions.GetTypeInfo(typeof(V2HorizontalPodAutoscaler));

        var crd = CustomResourceDefinitionGenerator.Generate(contract, new CustomResourceDefinitionOptions { RequireBounds = false });

        var behavior = crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["behavior"]!;
        behavior["properties"]!["scaleUp"]!["properties"]!["policies"]!["items"]!["properties"]!["periodSeconds"]!.ToJsonString()
            .ShouldBe("""{"type":"integer","format":"int32"}""");
    }

    /// <summary>The wire and the schema have one reader: whatever the contract writes, the schema has.</summary>
    [Fact]
    public void Generate_OfTheSampleKind_HasEveryNameOnTheWire()
    {
        var schema = CustomResourceDefinitionGenerator.Generate(_catalog.Get<Widget>().Contract)
            ["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!.AsObject();
        var wire = JsonSerializer.SerializeToNode(
            new WidgetSpec
            {
                Image = "a",
                Pull = "Always",
                Enabled = true,
                Replicas = 1,
                Ratio = 1,
                Mode = WidgetMode.VerySlow,
                Since = DateTime.UnixEpoch,
                Original = "o",
                MaxSurge = 1,
                Limits = new Dictionary<string, ResourceQuantity>(),
                Parts = [],
                Hosts = [],
                Ports = [],
            },
            WidgetJsonContext.Default.WidgetSpec)!.AsObject();

        schema.Select(field => field.Key).ShouldBe(wire.Select(field => field.Key), ignoreOrder: true);
        schema["mode"]!["enum"]!.AsArray().Select(value => value!.GetValue<string>()).ShouldContain(wire["mode"]!.GetValue<string>());
    }

    private static string Golden(string name, [CallerFilePath] string? here = null) =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
}
