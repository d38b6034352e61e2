using System.Net;
using System.Net.Http.Headers;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Transport;

/// <summary>A connection to one API server; made once and shared. Thread-safe.</summary>
public sealed class ApiConnection : IDisposable
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    // What client-go takes too where a 429 does not say how long.
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _http;
    private readonly TransportOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly string _root;
    private readonly ServerWarnings _warnings;
    private WriteFence? _fence;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <param name="configuration">The cluster.</param>
    /// <param name="options">How calls are made; null for the defaults.</param>
    /// <param name="timeProvider">The clock of deadlines and waits; null for the system's.</param>
    /// <param name="loggerFactory">Where it logs; null for nowhere.</param>
    /// <param name="primaryHandler">What sends, in place of sockets; disposed with the connection. Null (default) for sockets.</param>
    /// <exception cref="ClusterConfigurationException">A certificate or key cannot be read.</exception>
    public ApiConnection(
        ClusterConfiguration configuration,
        TransportOptions? options = null,
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggerFactory = null,
        HttpMessageHandler? primaryHandler = null)
    {
        _options = options ?? new TransportOptions();
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ApiConnection>();
        _warnings = new ServerWarnings(_logger);
        _root = configuration.Server.AbsoluteUri.TrimEnd('/');
        Server = configuration.Server;
#pragma warning disable CA2000 // The invoker disposes of the chain.
        _http = new HttpMessageInvoker(new AuthenticationHandler(Tokens(configuration), configuration.Impersonation, _logger)
        {
            InnerHandler = primaryHandler is null
                ? new ClusterHandler(configuration, _options, _timeProvider, _logger)
                : new DeadlineHandler(primaryHandler),
        });
#pragma warning restore CA2000
    }

    /// <summary>The API server.</summary>
    public Uri Server { get; }

    internal TimeProvider TimeProvider => _timeProvider;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Has every write from now on pass a fence first. Once only.</summary>
    /// <exception cref="InvalidOperationException">There is another fence: two elections cannot share a connection.</exception>
    internal void FenceWrites(WriteFence fence)
    {
        if (Interlocked.CompareExchange(ref _fence, fence, null) is not null)
        {
            throw new InvalidOperationException("Two operators with leader election share a connection: give each its own.");
        }
    }

    /// <summary>Makes a call and reads its answer, all within the call's deadline.</summary>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the body of a success.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Client.KubernetesException">The server refused.</exception>
    /// <exception cref="HttpRequestException">There was no connection, or it broke: whether a write was executed is unknown.</exception>
    /// <exception cref="IOException">The answer broke off or made no sense: whether a write was executed is unknown.</exception>
    /// <exception cref="TimeoutException">The deadline passed: whether a write was executed is unknown.</exception>
    /// <exception cref="LeaderElection.LeadershipException">
    /// The lease is not held, and a write was not sent; or it was lost before the answer came: whether the write was executed is unknown.
    /// </exception>
    internal Task<T> CallAsync<T>(ApiRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        WithinDeadlineAsync(
            request,
            async (deadline, activity) =>
            {
                using var response = await SendAsync(request, deadline, activity);
                var body = await response.Content.ReadAsStreamAsync(deadline.Token);
                await using (body.ConfigureAwait(false))
                {
                    return await read(body, deadline.Token);
                }
            },
            cancellationToken);

    /// <summary>Opens a stream. The deadline holds until its headers are there, and not for the stream itself.</summary>
    /// <inheritdoc cref="CallAsync" path="/exception"/>
    internal Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken) =>
        WithinDeadlineAsync(request, (deadline, activity) => SendAsync(request, deadline, activity), cancellationToken);

    private async Task<T> WithinDeadlineAsync<T>(
        ApiRequest request, Func<CallDeadline, CallActivity, Task<T>> call, CancellationToken cancellationToken)
    {
        using var activity = CallActivity.Start(request, Server);
        using var deadline = DeadlineOf(request, cancellationToken);
        try
        {
            return await call(deadline, activity);
        }
        catch (OperationCanceledException canceled) when (deadline.IsNotTheCallers)
        {
            var late = deadline.Exception(canceled);
            activity.Fail(late);
            throw late;
        }
        catch (Exception failure)
        {
            activity.Fail(failure);
            throw;
        }
    }

    /// <summary>Sends until the server takes the call, refuses it, or asks for a longer wait than is worth it.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CallDeadline deadline, CallActivity activity)
    {
        for (var retries = 0; ; retries++)
        {
            var response = await SendOnceAsync(request, deadline);
            activity.Answer(response.StatusCode, retries);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if (AskedWait(response) is not { } asked || asked > _options.MaxThrottleWait || retries == _options.MaxThrottleRetries)
                {
                    throw await Refusal.ReadAsync(response, _timeProvider, deadline.Token);
                }

                // All those that were turned away would come back in the same moment.
                var wait = asked * (1 + (Random.Shared.NextDouble() / 4));
                if (wait >= deadline.Remaining)
                {
                    throw await Refusal.ReadAsync(response, _timeProvider, deadline.Token);
                }

                TransportLog.Throttled(_logger, request.Verb, request.Kind, (int)response.StatusCode, wait);
                await Task.Delay(wait, _timeProvider, deadline.Token);
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, CallDeadline deadline)
    {
        using var message = CreateMessage(request, deadline);
        using var pass = FenceOf(request)?.Enter(request);
        var start = _timeProvider.GetTimestamp();
        HttpStatusCode? code = null;
        try
        {
            var response = await _http.SendAsync(message, deadline.Token);
            pass?.Answered();
            code = response.StatusCode;
            _warnings.Report(response.Headers);
            return response;
        }
        finally
        {
            ClientInstruments.Called(request.Verb, request.Kind, (int?)code, _timeProvider.GetElapsedTime(start));
        }
    }

    private WriteFence? FenceOf(ApiRequest request) => request.IsFenced ? Volatile.Read(ref _fence) : null;

    private CallDeadline DeadlineOf(ApiRequest request, CancellationToken cancellationToken) =>
        new(request, request.Timeout ?? _options.CallTimeout, _timeProvider, FenceOf(request), cancellationToken);

    private HttpRequestMessage CreateMessage(ApiRequest request, CallDeadline deadline)
    {
        var message = new HttpRequestMessage(request.Method, RequestUri.Of(_root, request))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (!request.IsStream)
        {
            message.Options.Set(DeadlineHandler.Deadline, deadline);
        }

        message.Headers.Accept.Add(Json);
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (request.MediaType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.MediaType);
        }

        return message;
    }

    /// <returns>How long to wait before the call is sent again; null where it may have been executed, or will be refused again.</returns>
    private TimeSpan? AskedWait(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => Refusal.RetryAfter(response, _timeProvider) ?? UnsaidWait,
        HttpStatusCode.ServiceUnavailable => Refusal.RetryAfter(response, _timeProvider),
        _ => null,
    };

    private ITokenSource? Tokens(ClusterConfiguration configuration) => configuration switch
    {
        { TokenFile: { } path } => new TokenFile(path, _timeProvider, _logger),
        { Token: { } token } => new FixedToken(token),
        { Exec: { } exec } => new ExecToken(exec, _timeProvider),
        _ => null,
    };
}
