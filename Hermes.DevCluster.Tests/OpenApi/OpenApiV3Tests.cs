using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.OpenApi;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.OpenApi;

public sealed class OpenApiV3Tests
{
    private static readonly KindRow Widget = new()
    {
        Group = "example.dev",
        Version = "v1",
        Kind = "Widget",
        Plural = "widgets",
        Custom = true,
        Schema = SchemaBuilder.Obj(("spec", SchemaBuilder.Obj(("image", SchemaBuilder.Str)))),
    };

    [Fact]
    public void Index_NamesTheDocumentOfEveryVersion()
    {
        var paths = OpenApiV3.Index([.. BuiltInKinds.All, Widget])["paths"]!.AsObject();

        paths.TextAt("api/v1", "serverRelativeURL").ShouldStartWith("/openapi/v3/api/v1?hash=");
        paths.TextAt("apis/apps/v1", "serverRelativeURL").ShouldStartWith("/openapi/v3/apis/apps/v1?hash=");
        paths.ContainsKey("apis/example.dev/v1").ShouldBeTrue();
    }

    [Fact]
    public void Hash_ChangesWithTheKindsOfItsVersionOnly()
    {
        var before = OpenApiV3.Index([.. BuiltInKinds.All, Widget])["paths"]!;
        var after = OpenApiV3.Index([.. BuiltInKinds.All, Widget with { Schema = Schema.Any }])["paths"]!;

        after.TextAt("apis/example.dev/v1", "serverRelativeURL").ShouldNotBe(before.TextAt("apis/example.dev/v1", "serverRelativeURL"));
        after.TextAt("apis/apps/v1", "serverRelativeURL").ShouldBe(before.TextAt("apis/apps/v1", "serverRelativeURL"));
    }

    [Fact]
    public void Document_OfAVersionThatIsNotServed_IsNone() => OpenApiV3.Document(BuiltInKinds.All, "nope", "v1").ShouldBeNull();

    [Fact]
    public void Patch_TellsThatItValidatesFields()
    {
        var document = OpenApiV3.Document(BuiltInKinds.All, "apps", "v1");

        var patch = document.At("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}", "patch");
        patch.ObjectsAt("parameters").Select(parameter => parameter.TextAt("name"))
            .ShouldBe(["dryRun", "fieldManager", "fieldValidation", "force", "pretty"]);
        patch.TextAt("x-kubernetes-group-version-kind", "kind").ShouldBe("Deployment");
    }

    [Fact]
    public void Schema_OfABuiltInKind_RefersToTheTypesThatHaveNames()
    {
        var schemas = OpenApiV3.Document(BuiltInKinds.All, "", "v1").At("components", "schemas");

        var port = schemas.At("io.k8s.api.core.v1.Service", "properties", "spec", "properties", "ports", "items", "properties", "targetPort");
        port.ObjectsAt("allOf").Single().TextAt("$ref").ShouldBe("#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString");
        schemas.TextAt("io.k8s.apimachinery.pkg.util.intstr.IntOrString", "format").ShouldBe("int-or-string");
    }

    [Fact]
    public void Patch_OfACustomResource_OffersNoStrategicMerge()
    {
        Types("example.dev", "v1", "widgets").ShouldNotContain("application/strategic-merge-patch+json");
        Types("apps", "v1", "deployments").ShouldContain("application/strategic-merge-patch+json");

        static IEnumerable<string> Types(string group, string version, string plural) =>
            OpenApiV3.Document([.. BuiltInKinds.All, Widget], group, version)
                .At("paths", $"/apis/{group}/{version}/namespaces/{{namespace}}/{plural}/{{name}}", "patch", "requestBody", "content")!
                .AsObject().Select(type => type.Key);
    }

    [Fact]
    public void Containers_TellHowTheyMerge()
    {
        var document = OpenApiV3.Document(BuiltInKinds.All, "apps", "v1");

        var spec = document.At("components", "schemas", "io.k8s.api.apps.v1.Deployment", "properties", "spec", "properties");
        var containers = spec.At("template", "properties", "spec", "properties", "containers");
        containers.TextAt("x-kubernetes-patch-merge-key").ShouldBe("name");
        containers.TextAt("x-kubernetes-patch-strategy").ShouldBe("merge");
        containers.TextAt("x-kubernetes-list-type").ShouldBe("map");
        spec.TextAt("strategy", "x-kubernetes-patch-strategy").ShouldBe("retainKeys");
        spec.TextAt("template", "properties", "spec", "properties", "volumes", "x-kubernetes-patch-strategy").ShouldBe("merge,retainKeys");
    }

    [Fact]
    public void References_AllPointToSomething()
    {
        foreach (var version in BuiltInKinds.All.Append(Widget).GroupBy(row => (row.Group, row.Version)))
        {
            var document = OpenApiV3.Document([.. BuiltInKinds.All, Widget], version.Key.Group, version.Key.Version)!;
            var names = document.ObjectAt("components", "schemas")!;
            foreach (var reference in References(document))
            {
                names.ContainsKey(reference["#/components/schemas/".Length..]).ShouldBeTrue(reference);
            }
        }
    }

    [Fact]
    public void Component_OfACustomResource_IsNamedByItsGroupBackwards() =>
        OpenApiV3.Document([Widget], "example.dev", "v1").ObjectAt("components", "schemas")!.ContainsKey("dev.example.v1.Widget")
            .ShouldBeTrue();

    [Fact]
    public void Version2_HoldsEveryKindOnce()
    {
        var document = OpenApiV2.Document([.. BuiltInKinds.All, Widget]);

        foreach (var reference in References(document))
        {
            document.ObjectAt("definitions")!.ContainsKey(reference["#/definitions/".Length..]).ShouldBeTrue(reference);
        }

        document.At("definitions", "io.k8s.api.core.v1.Service", "properties", "spec").ShouldNotBeNull();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Key == "$ref" ? [entry.Value!.GetValue<string>()] : References(entry.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
