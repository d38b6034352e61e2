using System.Net.Mime;
using System.Text.Json;

namespace Hermes.Service.Identity;

internal static class IdentityEndpoint
{
    public static void MapIdentity(this WebApplication app, ServiceIdentity identity)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(identity, IdentityJsonContext.Default.ServiceIdentity);
        var page = IdentityPage.For(identity);
        app.MapGet("/", context =>
        {
            context.Response.Headers.Vary = "Accept";
            context.Response.Headers.CacheControl = "no-store";
            if (ContentPreference.PrefersHtml(context.Request.Headers.Accept))
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers.ContentSecurityPolicy = IdentityPage.ContentSecurityPolicy;
                return context.Response.WriteAsync(page, context.RequestAborted);
            }

            context.Response.ContentType = MediaTypeNames.Application.Json;
            context.Response.ContentLength = json.Length;
            return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
        });
    }
}
