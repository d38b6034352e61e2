using System.Net;
using System.Net.Http.Headers;
using Hermes.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>Says who calls. A call refused with 401 was not executed: it is sent once more if there is another token by now.</summary>
internal sealed class AuthenticationHandler(ITokenSource? tokens, Impersonation? impersonation, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Impersonate(request.Headers);
        if (tokens is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var token = await tokens.GetAsync(refused: null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        string renewed;
        try
        {
            renewed = await tokens.GetAsync(token, cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (renewed == token)
        {
            return response;
        }

        TransportLog.TokenRenewed(logger);
        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", renewed);
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (tokens as IDisposable)?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Impersonate(HttpRequestHeaders headers)
    {
        if (impersonation is null)
        {
            return;
        }

        headers.Add("Impersonate-User", impersonation.User);
        if (impersonation.Uid is not null)
        {
            headers.Add("Impersonate-Uid", impersonation.Uid);
        }

        foreach (var group in impersonation.Groups)
        {
            headers.Add("Impersonate-Group", group);
        }

        foreach (var (key, values) in impersonation.Extra)
        {
            headers.Add($"Impersonate-Extra-{Uri.EscapeDataString(key)}", values);
        }
    }
}
