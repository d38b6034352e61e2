using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Hermes.Otlp.Decoding;

/// <summary>Reads the export requests of OTLP 1.x; the numbers are those of its <c>.proto</c> files.</summary>
internal static class OtlpDecoder
{
    private const long NanosecondsPerTick = 100;

    public static OtlpRequest Decode(OtlpSignal signal, IHeaderDictionary headers, byte[] body)
    {
        var message = ProtobufMessage.Parse(body);
        var request = new OtlpRequest
        {
            Signal = signal,
            Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        return signal switch
        {
            OtlpSignal.Traces => request with { Spans = [.. Items(message).Select(Span)] },
            OtlpSignal.Metrics => request with { Points = [.. Items(message).SelectMany(Points)] },
            _ => request with { LogRecords = [.. Items(message).Select(LogRecord)] },
        };
    }

    // All three are alike down to the span, metric or record: of a resource, then of a scope.
    private static IEnumerable<(OtlpSource Source, ProtobufMessage Item)> Items(ProtobufMessage request) =>
        from ofResource in request.Messages(1)
        let resource = AttributeText.Read(ofResource.Messages(1).SingleOrDefault(), 1)
        from ofScope in ofResource.Messages(2)
        let source = new OtlpSource(resource, ofScope.Messages(1).SingleOrDefault()?.Text(1) ?? "")
        from item in ofScope.Messages(2)
        select (source, item);

    private static OtlpSpan Span((OtlpSource Source, ProtobufMessage Item) span)
    {
        var (source, message) = span;
        var status = message.Messages(15).SingleOrDefault();
        var start = Time(message.Number(7));
        return new OtlpSpan
        {
            Source = source,
            TraceId = Hex(message.Bytes(1)) ?? "",
            SpanId = Hex(message.Bytes(2)) ?? "",
            ParentSpanId = Hex(message.Bytes(4)),
            Name = message.Text(5),
            Kind = message.Number(6) switch
            {
                2 => ActivityKind.Server,
                3 => ActivityKind.Client,
                4 => ActivityKind.Producer,
                5 => ActivityKind.Consumer,
                _ => ActivityKind.Internal,
            },
            Start = start,
            Duration = Time(message.Number(8)) - start,
            Status = (ActivityStatusCode)(status?.Number(3) ?? 0),
            StatusMessage = status?.Text(2) ?? "",
            Attributes = AttributeText.Read(message, 9),
        };
    }

    private static IEnumerable<OtlpMetricPoint> Points((OtlpSource Source, ProtobufMessage Item) metric)
    {
        var (source, message) = metric;
        foreach (var number in message.Messages(5).Concat(message.Messages(7)).SelectMany(data => data.Messages(1)))
        {
            yield return Point(number, attributes: 7) with { Value = number.Has(4) ? number.Double(4) : (long)number.Number(6) };
        }

        foreach (var histogram in message.Messages(9).SelectMany(data => data.Messages(1)))
        {
            yield return Point(histogram, attributes: 9) with { Value = histogram.Double(5), Count = (long)histogram.Number(4) };
        }

        OtlpMetricPoint Point(ProtobufMessage point, int attributes) => new()
        {
            Source = source,
            Name = message.Text(1),
            Unit = message.Text(3),
            Attributes = AttributeText.Read(point, attributes),
            Value = 0,
        };
    }

    private static OtlpLogRecord LogRecord((OtlpSource Source, ProtobufMessage Item) record)
    {
        var (source, message) = record;
        return new OtlpLogRecord
        {
            Source = source,
            Time = Time(message.Number(1)),
            Severity = message.Text(3),
            Body = AttributeText.Of(message.Messages(5).SingleOrDefault()),
            TraceId = Hex(message.Bytes(9)),
            SpanId = Hex(message.Bytes(10)),
            Attributes = AttributeText.Read(message, 6),
        };
    }

    private static DateTimeOffset Time(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)nanoseconds / NanosecondsPerTick);

    private static string? Hex(byte[] id) => id.Length == 0 ? null : Convert.ToHexStringLower(id);
}
