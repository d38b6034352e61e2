using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Hosting;

/// <summary>The server without sockets: what a client would send and get, over the same core.</summary>
/// <param name="server">The core.</param>
/// <param name="user">Who the client is.</param>
/// <param name="schedulers">Where it works.</param>
/// <param name="stopping">Ends every answer.</param>
internal sealed class InMemoryHandler(ApiServer server, UserInfo user, FrontSchedulers schedulers, CancellationToken stopping) : HttpMessageHandler
{
    private readonly ConcurrentDictionary<AnswerStream, byte> _unfinished = new();

    /// <summary>Whether the client has taken in all that was written of every unfinished answer, and waits for more.</summary>
    public bool IsAwaited => _unfinished.Keys.All(stream => stream.IsAwaited);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var answer = await server.HandleAsync(await ReadAsync(request, end.Token), end.Token);
        if (answer.IsLost)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection is broken by an injected fault.");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Version = HttpVersion.Version20,
            Content = answer.Body is BytesBody whole ? new ReadOnlyMemoryContent(whole.Bytes) : Stream(answer.Body),
        };
        response.Headers.Date = answer.Date;
        response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        foreach (var warning in answer.Warnings)
        {
            response.Headers.TryAddWithoutValidation("Warning", WarningHeader.Of(warning));
        }

        if (answer.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        }

        return response;
    }

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private StreamContent Stream(ResponseBody body)
    {
        var pipe = new Pipe(new PipeOptions(readerScheduler: schedulers.Reading));
        var stream = new AnswerStream(pipe.Reader.AsStream(), stream => _unfinished.TryRemove(stream, out _));
        _unfinished.TryAdd(stream, 0);
        _ = Task.Factory.StartNew(
            () => PumpAsync(body, pipe.Writer, stream.Closed), CancellationToken.None, TaskCreationOptions.DenyChildAttach, schedulers.Writing);
        return new StreamContent(stream);
    }

    private async Task PumpAsync(ResponseBody body, PipeWriter writer, CancellationToken closed)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, closed);
        Exception? fault = null;
#pragma warning disable CA1031 // Whatever it is, the reader has to learn of it.
        try
        {
            await body.WriteAsync(writer, end.Token);
        }
        catch (Exception exception)
        {
            fault = exception;
        }
#pragma warning restore CA1031

        await writer.CompleteAsync(fault);
    }

    private async Task<ApiRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var content = request.Content;
        var authorization = Header(request, "Authorization");
        return new ApiRequest
        {
            Method = request.Method.Method,
            Path = Uri.UnescapeDataString(uri.IsAbsoluteUri ? uri.AbsolutePath : uri.OriginalString.Split('?')[0]),
            Query = uri.IsAbsoluteUri ? uri.Query : "",
            Accept = Header(request, "Accept"),
            ContentType = content?.Headers.ContentType?.ToString() ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            Authorization = authorization.Length == 0 ? null : authorization,
            Certificate = authorization.Length == 0 ? user : null,
            ImpersonateUser = request.Headers.TryGetValues("Impersonate-User", out var names) ? names.First() : null,
            ImpersonateGroups = request.Headers.TryGetValues("Impersonate-Group", out var groups) ? [.. groups] : [],
            Body = content is null ? default : await content.ReadAsByteArrayAsync(cancellationToken),
        };
    }
}
