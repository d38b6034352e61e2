using System.Net;
using System.Net.Sockets;
using Hermes.Service.Settings;
using Hermes.Service.Tests.Processes;
using Microsoft.Extensions.Configuration;

namespace Hermes.Service.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Read_WithNothingSet_GivesTheDefaults()
    {
        var settings = Read([]);

        settings.Ports.ShouldBe([8000]);
        settings.DrainDelay.ShouldBe(TimeSpan.FromSeconds(3));
        settings.DrainTimeout.ShouldBe(TimeSpan.FromSeconds(25));
        settings.WorkMemoryMebibytes.ShouldBe(128);
        settings.OtlpProtocol.ShouldBeNull();
    }

    [Fact]
    public void Ports_WithBothSettings_AreHermesOwn() => Read(new() { ["HERMES_PORT"] = "81", ["HTTP_PORTS"] = "82" }).Ports.ShouldBe([81]);

    [Fact]
    public void Ports_WithTheFrameworksSetting_AreAllOfThem() => Read(new() { ["HTTP_PORTS"] = "82;83" }).Ports.ShouldBe([82, 83]);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    public void OtlpProtocol_WithAnEndpointOnly_IsTheSpecificationsDefault(string endpoint) =>
        Read(new() { [endpoint] = "http://collector:4318" }).OtlpProtocol.ShouldBe("http/protobuf");

    [Fact]
    public void OtlpProtocol_WithItsVariable_IsThat() =>
        Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc" }).OtlpProtocol.ShouldBe("grpc");

    [Fact]
    public void OtlpProtocol_WithTheSdkDisabled_IsNone() =>
        Read(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "nonsense", ["OTEL_SDK_DISABLED"] = "True" }).OtlpProtocol.ShouldBeNull();

    [Fact]
    public async Task Service_WithBadSettings_NamesEachInOneLineAndFails()
    {
        var (exitCode, error) = await ServiceProcess.RunToEndAsync(
            ("HERMES_PORT", "http"),
            ("HERMES_DRAIN_DELAY_SECONDS", "30"),
            ("HERMES_DRAIN_TIMEOUT_SECONDS", "20"),
            ("HERMES_WORK_MEMORY_MIB", "-1"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "smoke"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"));

        exitCode.ShouldBe(1);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "HERMES_PORT: must be a port from 0 to 65535, not 'http'",
            "HERMES_DRAIN_DELAY_SECONDS: must not be above HERMES_DRAIN_TIMEOUT_SECONDS (20)",
            "HERMES_WORK_MEMORY_MIB: must be a whole number from 0 to 65536, not '-1'",
            "OTEL_EXPORTER_OTLP_PROTOCOL: must be grpc or http/protobuf, not 'smoke'",
            "OTEL_EXPORTER_OTLP_ENDPOINT: must be an absolute http or https URL, not 'collector:4318'",
        ]);
    }

    [Theory]
    [InlineData("HERMES_PORT", "HERMES_PORT")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTP_PORTS")]
    public async Task Service_OnATakenPort_NamesTheSettingInOneLineAndFails(string setting, string named)
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (exitCode, error) = await ServiceProcess.RunToEndAsync(("HERMES_PORT", ""), (setting, port));

        exitCode.ShouldBe(1);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith($"{named}: ");
    }

    [Fact]
    public async Task Service_WithABadUrl_NamesTheSettingInOneLineAndFails()
    {
        var (exitCode, error) = await ServiceProcess.RunToEndAsync(("HERMES_PORT", ""), ("ASPNETCORE_URLS", "nonsense"));

        exitCode.ShouldBe(1);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("ASPNETCORE_URLS: ");
    }

    private static ServiceSettings Read(Dictionary<string, string?> values)
    {
        var faults = new List<SettingFault>();
        var settings = ServiceSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), faults);
        faults.ShouldBeEmpty();
        return settings;
    }
}
