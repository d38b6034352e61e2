using Hermes.Operator.Exporting;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Tests.Exporting;

public sealed class OtlpVariablesTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    [Fact]
    public void Read_NoEndpoint_IsNothing() =>
        OtlpVariables.Read(new Dictionary<string, string?> { [Protocol] = "nonsense", ["OTEL_SERVICE_NAME"] = "x", [Endpoint] = " " }).ShouldBeNull();

    [Fact]
    public void Read_SdkDisabled_IsNothing() =>
        OtlpVariables.Read(new Dictionary<string, string?> { [Endpoint] = "http://x", ["OTEL_SDK_DISABLED"] = "True" }).ShouldBeNull();

    [Fact]
    public void Read_AnEndpoint_TakesWhatTheSpecificationNamesAndItsDefaultProtocol() =>
        OtlpVariables.Read(new Dictionary<string, string?> { [Endpoint] = "http://x", ["OTEL_SERVICE_NAME"] = "x", ["PATH"] = "/bin" })!.All
            .ShouldBe(
                new Dictionary<string, string?> { [Endpoint] = "http://x", ["OTEL_SERVICE_NAME"] = "x", [Protocol] = "http/protobuf" },
                ignoreOrder: true);

    [Fact]
    public void Read_Nonsense_NamesEachVariable() => Should.Throw<OperatorOptionsException>(() =>
            OtlpVariables.Read(new Dictionary<string, string?> { [Endpoint] = "collector:4318", [Protocol] = "http/json" }))
        .Faults.ShouldBe(
        [
            "OTEL_EXPORTER_OTLP_ENDPOINT: must be an absolute http or https URL, not 'collector:4318'",
            "OTEL_EXPORTER_OTLP_PROTOCOL: must be grpc or http/protobuf, not 'http/json'",
        ]);
}
