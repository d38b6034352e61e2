using System.Diagnostics;
using System.Net;
using Hermes.Kubernetes.Transport;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>The span of one API call, its retries after a refusal included; nothing where nobody listens.</summary>
internal readonly struct CallActivity : IDisposable
{
    private readonly Activity? _activity;

    private CallActivity(Activity? activity) => _activity = activity;

    public static CallActivity Start(ApiRequest request, Uri server)
    {
        // The name is put together only for somebody.
        if (!RuntimeTelemetry.Source.HasListeners())
        {
            return default;
        }

        var activity = RuntimeTelemetry.Source.StartActivity($"{request.Verb} {request.Kind}", ActivityKind.Client);
        activity?.SetTag("verb", request.Verb)
            .SetTag("kind", request.Kind)
            .SetTag("http.request.method", request.Method.Method)
            .SetTag("url.path", $"{server.AbsolutePath.TrimEnd('/')}/{request.Path}")
            .SetTag("server.address", server.Host)
            .SetTag("server.port", server.Port);
        return new(activity);
    }

    /// <param name="code">What the server answered.</param>
    /// <param name="resends">How often the call had been sent before.</param>
    public void Answer(HttpStatusCode code, int resends)
    {
        _activity?.SetTag("http.response.status_code", (int)code);
        if (resends > 0)
        {
            _activity?.SetTag("http.request.resend_count", resends);
        }
    }

    public void Fail(Exception failure)
    {
        // Whoever ends a call by themselves has not met an error.
        if (failure is not OperationCanceledException)
        {
            _activity?.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error, failure.Message);
        }
    }

    public void Dispose() => _activity?.Dispose();
}
