using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Tests.Commands;

public sealed class RenderCommandTests : IDisposable
{
    private const string Hello = """
        apiVersion: hermes.dev/v1alpha1
        kind: HermesApp
        metadata: {name: hello}
        spec: {image: "ghcr.io/acme/hello:1.0"}

        """;

    private const string Scaled = """
        apiVersion: hermes.dev/v1alpha1
        kind: HermesApp
        metadata: {name: scaled, namespace: shop}
        spec:
          image: ghcr.io/acme/hello:1.0
          scaling: {minReplicas: 0, maxReplicas: 5, http: {concurrency: 10}}
          ingress: {hosts: [hello.example.com]}

        """;

    private const string MinAboveMax = """
        apiVersion: hermes.dev/v1alpha1
        kind: HermesApp
        metadata: {name: hello}
        spec:
          image: ghcr.io/acme/hello:1.0
          scaling: {minReplicas: 2, maxReplicas: 1, cpu: {averageUtilization: 70}}

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Render_AFile_PrintsItsChildren()
    {
        var run = await CommandRun.OfAsync("render", "-f", _folder.Write("app.yaml", Hello));

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldStartWith("apiVersion: apps/v1\nkind: Deployment\n");
        Objects(run.Output).ShouldBe(["Deployment default/hello", "Service default/hello"]);
    }

    [Fact]
    public async Task Render_AnAppBeyondTheLimits_IsOneLineForEachFault()
    {
        var file = _folder.Write("app.yaml", Scaled);

        var run = await CommandRun.OfAsync("render", "-f", file, "--allowed-hosts", "shop=*.shop.example.com", "--max-replicas", "4");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldBe(
        [
            $"{file}: spec.ingress.hosts[0]: hello.example.com is not allowed in namespace shop, which is granted: *.shop.example.com",
            $"{file}: spec.scaling.maxReplicas: must be at most 4, not 5: the operator allows no more",
        ]);
    }

    [Fact]
    public async Task Render_WithALimitThatIsNone_IsOneLine()
    {
        var run = await CommandRun.OfAsync("render", "-f", _folder.Write("app.yaml", Hello), "--allowed-hosts", "shop");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldBe(["--allowed-hosts: 'shop' must be NAMESPACE=PATTERN"]);
    }

    [Fact]
    public async Task Render_StandardInputAndSeveralFiles_PrintsAllInOrder()
    {
        var run = await CommandRun.WithInputAsync(
            Hello + "---\n" + Scaled, "render", "-f", _folder.Write("app.yaml", Hello.Replace("hello}", "first}", StringComparison.Ordinal)), "-f", "-");

        run.ExitCode.ShouldBe(0);
        Objects(run.Output).ShouldBe(
        [
            "Deployment default/first", "Service default/first",
            "Deployment default/hello", "Service default/hello",
            "Deployment shop/scaled", "Service shop/scaled", "Service shop/scaled-interceptor", "Ingress shop/scaled",
            "HTTPScaledObject shop/scaled", "ScaledObject shop/scaled",
        ]);
    }

    [Fact]
    public async Task Render_AListInJson_PrintsTheChildrenOfEach()
    {
        var run = await CommandRun.WithInputAsync(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "hermes.dev/v1alpha1", "kind": "HermesApp", "metadata": {"name": "a"}, "spec": {"image": "a"}},
              {"apiVersion": "hermes.dev/v1alpha1", "kind": "HermesApp", "metadata": {"name": "b"}, "spec": {"image": "b"}}]}
            """,
            "render", "-f", "-");

        Objects(run.Output).ShouldBe(["Deployment default/a", "Service default/a", "Deployment default/b", "Service default/b"]);
    }

    [Fact]
    public async Task Render_Options_StandForTheClusterAndTheOperator()
    {
        var run = await CommandRun.WithInputAsync(
            Hello + "---\n" + Scaled,
            "render", "-f", "-", "-n", "team", "--cluster-domain", "corp.internal", "--keda-namespace", "scaling", "--otlp-endpoint", "http://otel:4318");

        run.Output.ShouldContain("namespace: team");
        run.Output.ShouldContain("externalName: keda-add-ons-http-interceptor-proxy.scaling.svc.corp.internal");
        run.Output.ShouldContain("scalerAddress: keda-add-ons-http-external-scaler.scaling:9090");
        run.Output.ShouldContain("value: http://otel:4318");
    }

    [Fact]
    public async Task Render_WithoutKeda_KeepsTheIngressOnTheService()
    {
        var run = await CommandRun.WithInputAsync(Scaled, "render", "-f", "-", "--without-keda");

        Objects(run.Output).ShouldBe(["Deployment shop/scaled", "Service shop/scaled", "Ingress shop/scaled"]);
        run.Output.ShouldNotContain("interceptor");
    }

    [Fact]
    public async Task Render_AnInvalidSpec_SaysFileFieldAndRule()
    {
        var file = _folder.Write("app.yaml", MinAboveMax);

        var run = await CommandRun.OfAsync("render", "-f", file);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe($"{file}: spec.scaling.maxReplicas: must not be below minReplicas (2){Environment.NewLine}");
    }

    [Fact]
    public async Task Render_FaultsInSeveralPlaces_AreALineEachAndNothingIsPrinted()
    {
        var bad = _folder.Write("bad.yaml", Hello + "---\n" + MinAboveMax + "---\nkind: Service\n---\n5\n");
        var broken = _folder.Write("broken.yaml", "a: 1\nb: [\n");
        var empty = _folder.Write("empty.yaml", "# nothing\n");
        var missing = Path.Combine(_folder.Root, "missing.yaml");
        var good = _folder.Write("good.yaml", Hello);

        var run = await CommandRun.OfAsync("render", "-f", bad, "-f", broken, "-f", empty, "-f", missing, "-f", _folder.Root, "-f", good);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.Count.ShouldBe(7);
        run.ErrorLines[0].ShouldBe($"{bad}: document 2 (hello): spec.scaling.maxReplicas: must not be below minReplicas (2)");
        run.ErrorLines[1].ShouldBe($"{bad}: document 3: kind: must be HermesApp, not Service");
        run.ErrorLines[2].ShouldBe($"{bad}: document 4: must be an object");
        run.ErrorLines[3].ShouldStartWith($"{broken}: line 3: ");
        run.ErrorLines[4].ShouldBe($"{empty}: has no object in it");
        run.ErrorLines[5].ShouldBe($"{missing}: no such file");
        run.ErrorLines[6].ShouldBe($"{_folder.Root}: is a directory");
    }

    [Fact]
    public async Task Render_ABinaryFile_IsOneLine()
    {
        var file = Path.Combine(_folder.Root, "binary");
        await File.WriteAllBytesAsync(file, [0x7f, (byte)'E', (byte)'L', (byte)'F', 0xff, 0xfe, 0x00]);

        (await CommandRun.OfAsync("render", "-f", file)).Error.ShouldBe($"{file}: is not UTF-8 text{Environment.NewLine}");
    }

    [Theory]
    [InlineData("Option '--filename' is required.", "render")]
    [InlineData("Required argument missing for option: '-f'.", "render", "-f")]
    [InlineData("Unrecognized command or argument '--bogus'.", "render", "-f", "-", "--bogus")]
    [InlineData("--otlp-endpoint: must be a URL that starts with http:// or https://, not \"otel\"", "render", "-f", "-", "--otlp-endpoint", "otel")]
    [InlineData("--namespace: must be a name of lower-case letters, digits and '-', not \"a.b\"", "render", "-f", "-", "-n", "a.b")]
    [InlineData("Required argument missing for option: '--keda-namespace'.", "render", "-f", "-", "--keda-namespace")]
    public async Task Render_ABadCommandLine_IsOneLine(string line, params string[] args)
    {
        var run = await CommandRun.OfAsync(args);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldBe([line]);
    }

    private static IEnumerable<string> Objects(string yaml) => YamlReader.Read(yaml).Select(document =>
        $"{document.Content["kind"]} {document.Content["metadata"]!["namespace"]}/{document.Content["metadata"]!["name"]}");
}
