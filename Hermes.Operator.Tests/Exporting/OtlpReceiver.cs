using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Hermes.Operator.Tests.Exporting;

/// <summary>An OTLP collector on loopback that decodes what it is sent, over HTTP or gRPC.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int GrpcHeader = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();

    private OtlpReceiver(bool isGrpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(isGrpc ? TakeGrpcAsync : TakeHttpAsync);
    }

    public string Address => _app.Urls.Single();

    public IReadOnlyList<OtlpRequest> Requests => [.. _requests];

    public static async Task<OtlpReceiver> StartAsync(bool isGrpc = false)
    {
        var receiver = new OtlpReceiver(isGrpc);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The spans, metrics or log records, with the resource that they came from.</summary>
    public IReadOnlyList<OtlpItem> Items(OtlpSignal signal) =>
    [
        .. from request in _requests
           where request.Signal == signal
           from ofResource in request.Message.Messages(1)
           let resource = Attributes(ofResource.Messages(1).SingleOrDefault(), 1)
           from ofScope in ofResource.Messages(2)
           from item in ofScope.Messages(2)
           select new OtlpItem(resource, ofScope.Messages(1).SingleOrDefault()?.Text(1) ?? "", item),
    ];

    /// <summary>Attributes by name, texts and numbers alike as text.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(ProtobufMessage? message, int field) =>
        (message?.Messages(field) ?? []).ToDictionary(
            pair => pair.Text(1),
            pair => pair.Messages(2).Single() is var value && value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeHttpAsync(HttpContext context)
    {
        Take(context, await ReadAsync(context));
        context.Response.ContentType = "application/x-protobuf";
    }

    private async Task TakeGrpcAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1));
        Take(context, body[GrpcHeader..(GrpcHeader + length)]);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcHeader]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void Take(HttpContext context, byte[] body) => _requests.Enqueue(new OtlpRequest(
        context.Request.Path.Value switch
        {
            "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => OtlpSignal.Traces,
            "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => OtlpSignal.Metrics,
            "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => OtlpSignal.Logs,
            var path => throw new InvalidDataException($"no OTLP path: {path}"),
        },
        context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        ProtobufMessage.Parse(body)));

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
