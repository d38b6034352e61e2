using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;
using Hermes.Otlp.Decoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermes.Otlp;

/// <summary>
/// Takes OTLP on loopback, in this process, and decodes it: for tests, and for a laptop without a collector. Safe for any thread.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    // A byte for compression, then the length: the frame of a message in gRPC.
    private const int GrpcHeader = 5;

    private readonly WebApplication _app;
    private readonly OtlpReceiverOptions _options;
    private readonly Lock _lock = new();
    private readonly Queue<OtlpRequest> _requests = new();

    private OtlpReceiver(OtlpReceiverOptions options)
    {
        _options = options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = options.IsGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>Where it listens, as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> wants it.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>What has come, the oldest first.</summary>
    public IReadOnlyList<OtlpRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The spans of <see cref="Requests"/>.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. Requests.SelectMany(request => request.Spans)];

    /// <summary>The points of metrics of <see cref="Requests"/>.</summary>
    public IReadOnlyList<OtlpMetricPoint> Points => [.. Requests.SelectMany(request => request.Points)];

    /// <summary>The lines of logs of <see cref="Requests"/>.</summary>
    public IReadOnlyList<OtlpLogRecord> LogRecords => [.. Requests.SelectMany(request => request.LogRecords)];

    /// <summary>Starts a receiver on a free port.</summary>
    /// <param name="options">How it runs; null (default) for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<OtlpReceiver> StartAsync(OtlpReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        var receiver = new OtlpReceiver(options ?? new OtlpReceiverOptions());
        try
        {
            await receiver._app.StartAsync(cancellationToken);
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (SignalOf(context.Request.Path) is not { } signal)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            Keep(OtlpDecoder.Decode(signal, context.Request.Headers, await ReadAsync(context)));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidDataException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(exception.Message, context.RequestAborted);
            return;
        }

        if (_options.IsGrpc)
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[GrpcHeader], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        }
        else
        {
            context.Response.ContentType = "application/x-protobuf";
        }
    }

    private void Keep(OtlpRequest request)
    {
        lock (_lock)
        {
            while (_requests.Count >= _options.Capacity)
            {
                _requests.Dequeue();
            }

            _requests.Enqueue(request);
        }

        _options.Received?.Invoke(request);
    }

    private async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        if (!_options.IsGrpc)
        {
            return bytes;
        }

        return bytes.Length >= GrpcHeader && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)) is var length && length == bytes.Length - GrpcHeader
            ? bytes[GrpcHeader..]
            : throw new InvalidDataException("no single message in a gRPC frame");
    }

    private static OtlpSignal? SignalOf(PathString path) => path.Value switch
    {
        "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => OtlpSignal.Traces,
        "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => OtlpSignal.Metrics,
        "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => OtlpSignal.Logs,
        _ => null,
    };
}
