using System.Net.Mime;
using System.Text.Json;
using Hermes.Service.Draining;

namespace Hermes.Service.Identity;

/// <summary>Says who answers and how it is with them: a page to who likes HTML better, else JSON.</summary>
internal sealed class IdentityEndpoint(ServiceIdentity identity, RequestsInFlight requests, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.CacheControl = "no-store";
        var state = new ServiceState
        {
            Name = identity.Name,
            Version = identity.Version,
            Host = identity.Host,
            RequestsInFlight = requests.Count,
            UptimeSeconds = (long)time.GetElapsedTime(_started).TotalSeconds,
        };
        if (ContentPreference.PrefersHtml(context.Request.Headers.Accept))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = IdentityPage.ContentSecurityPolicy;
            return context.Response.WriteAsync(IdentityPage.For(state), context.RequestAborted);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(state, IdentityJsonContext.Default.ServiceState);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
