using System.Text;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Tests.Hosting;

/// <summary>Requests in one line each.</summary>
public sealed class TestClient(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    public Task<TestAnswer> GetAsync(string path, string? accept = null) => SendAsync("GET", path, null, accept: accept);

    public Task<TestAnswer> PostAsync(string path, JsonNode body) => SendAsync("POST", path, body.ToJsonString());

    public Task<TestAnswer> PutAsync(string path, JsonNode body) => SendAsync("PUT", path, body.ToJsonString());

    public Task<TestAnswer> MergeAsync(string path, string body) => SendAsync("PATCH", path, body, "application/merge-patch+json");

    public Task<TestAnswer> ApplyAsync(string path, string body) => SendAsync("PATCH", path, body, "application/apply-patch+yaml");

    public Task<TestAnswer> DeleteAsync(string path, string? body = null) => SendAsync("DELETE", path, body);

    public async Task<TestAnswer> SendAsync(
        string method, string path, string? body, string contentType = "application/json", string? accept = null, string? impersonate = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Version = http.DefaultRequestVersion,
        };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new(contentType);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (impersonate is not null)
        {
            request.Headers.Add("Impersonate-User", impersonate);
        }

        using var response = await http.SendAsync(request);
        return new TestAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : [],
            response.Headers.RetryAfter?.ToString());
    }

    /// <summary>Opens a watch; dispose it to end it.</summary>
    public async Task<TestWatch> WatchAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Version = http.DefaultRequestVersion };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        return new TestWatch(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => http.Dispose();
}
