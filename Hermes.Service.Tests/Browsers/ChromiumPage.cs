using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.Service.Tests.Browsers;

/// <summary>
/// One page of a headless Chromium, driven by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/). One caller at a time.
/// </summary>
internal sealed class ChromiumPage : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Domains = ["Page", "Runtime", "Log"];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("hermes-chromium-");
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _errors = [];
    private readonly Process _process;
    private int _lastCall;

    private ChromiumPage(string program)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        // No sandbox: root, as CI runs, may not have one; it only opens what this test serves.
        foreach (var argument in new[] { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank" })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    /// <summary>What the console holds of errors: exceptions, failed loads, violated policies.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The browser's file; null where none is installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>Opens an address and waits until it is loaded.</summary>
    public static async Task<ChromiumPage> OpenAsync(string program, Uri address)
    {
        var page = new ChromiumPage(program);
        try
        {
            await page.ConnectAsync().WaitAsync(Patience);
            foreach (var domain in Domains)
            {
                await page.CallAsync($"{domain}.enable");
            }

            await page.CallAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });
            while (await page.ReceiveAsync() is var message && (string?)message["method"] != "Page.loadEventFired")
            {
                page.Keep(message);
            }

            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression of JavaScript.</summary>
    public async Task<string?> EvaluateAsync(string expression) =>
        (string?)(await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true }))["result"]?["value"];

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task ConnectAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _ = _process.StandardError.ReadToEndAsync();
                _ = _process.StandardOutput.ReadToEndAsync();
                using var client = new HttpClient();
                var targets = await client.GetFromJsonAsync<JsonArray>(new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", new Uri(line[Listening.Length..]).Port, "json/list").Uri);
                var page = targets!.First(target => (string?)target!["type"] == "page")!;
                await _socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"Chromium ended with {_process.ExitCode} before it listened.");
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var call = new JsonObject { ["id"] = ++_lastCall, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            var message = await ReceiveAsync();
            if ((int?)message["id"] == _lastCall)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]}");
            }

            Keep(message);
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), timeout.Token);
            await message.WriteAsync(buffer.AsMemory(0, part.Count), timeout.Token);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private void Keep(JsonNode message)
    {
        var parameters = message["params"];
        var isError = (string?)message["method"] switch
        {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => (string?)parameters!["type"] is "error" or "assert",
            "Log.entryAdded" => (string?)parameters!["entry"]!["level"] == "error",
            _ => false,
        };
        if (isError)
        {
            _errors.Add(parameters!.ToJsonString());
        }
    }
}
