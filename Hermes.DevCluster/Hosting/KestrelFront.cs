using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Hermes.DevCluster.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Hermes.DevCluster.Hosting;

/// <summary>The server's sockets: HTTPS on loopback, HTTP/1.1 and HTTP/2.</summary>
internal sealed class KestrelFront : IAsyncDisposable
{
    // What etcd takes in one request, and so the real server.
    private const int MaxBodyBytes = 3 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly CancellationTokenSource _stopping = new();

    private KestrelFront(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts to listen.</summary>
    public static async Task<KestrelFront> StartAsync(
        ApiServer server, CertificateAuthority authority, int port, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var certificate = authority.IssueServer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MinRequestBodyDataRate = null;

            // A watch is as slow as what it watches.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = int.MaxValue;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;

                    // Any certificate may be shown; only one of this authority's makes a user.
                    https.AllowAnyClientCertificate();
                });
            });
        });
        var front = new KestrelFront(builder.Build(), certificate);
        front._app.Run(context => front.AnswerAsync(context, server, authority));
        try
        {
            await front._app.StartAsync(cancellationToken);
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        _certificate.Dispose();
    }

    private static async Task<ApiRequest> ReadAsync(HttpContext context, CertificateAuthority authority, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new ApiRequest
        {
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.QueryString.Value ?? "",
            Accept = request.Headers.Accept.ToString(),
            ContentType = request.ContentType ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            Authorization = Header(request.Headers.Authorization),
            Certificate = context.Connection.ClientCertificate is { } certificate ? authority.Identify(certificate) : null,
            ImpersonateUser = Header(request.Headers["Impersonate-User"]),
            ImpersonateGroups = [.. request.Headers["Impersonate-Group"].OfType<string>()],
            Body = body.GetBuffer().AsMemory(0, (int)body.Length),
        };
    }

    private static string? Header(StringValues values) => StringValues.IsNullOrEmpty(values) ? null : values.ToString();

    private async Task AnswerAsync(HttpContext context, ApiServer server, CertificateAuthority authority)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var answer = await server.HandleAsync(await ReadAsync(context, authority, end.Token), end.Token);
            if (answer.IsLost)
            {
                context.Abort();
                return;
            }

            var response = context.Response;
            if (answer.Date is { } date)
            {
                response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
            }

            response.StatusCode = answer.Status;
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            response.Headers.CacheControl = "no-cache, private";
            foreach (var warning in answer.Warnings)
            {
                response.Headers.Append("Warning", WarningHeader.Of(warning));
            }

            if (answer.RetryAfterSeconds is { } seconds)
            {
                response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await response.StartAsync(end.Token);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await answer.Body.WriteAsync(response.BodyWriter, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            var refusal = exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new ApiException(413, "RequestEntityTooLarge", $"Request entity too large: limit is {MaxBodyBytes}")
                : ApiErrors.BadRequest(exception.Message);
            context.Response.StatusCode = refusal.Code;
            context.Response.ContentType = "application/json";
            await ApiResponse.Failure(refusal).Body.WriteAsync(context.Response.BodyWriter, CancellationToken.None);
        }
    }
}
