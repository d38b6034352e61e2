using System.IO.Pipelines;
using System.Text;

namespace Hermes.Kubernetes.Tests.Caching;

/// <summary>The body of a watch that a test writes as it goes.</summary>
public sealed class WatchBody
{
    /// <summary>What, added to an object, makes it one that cannot be read as a ConfigMap.</summary>
    public const string Unreadable = ",\"data\":{\"k\":1}";

    private readonly Pipe _pipe = new();

    public Stream Stream => _pipe.Reader.AsStream();

    public Task SendAsync(string type, string name, int version, string uid = "", string more = "") => SendAsync(
        $$$"""{"type":"{{{type}}}","object":{{{Object(name, version, uid, more)}}} }""" + "\n");

    public Task BookmarkAsync(int version) => SendAsync(
        $$$"""{"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"} } }""" + "\n");

    public Task ErrorAsync(int code, string reason) => SendAsync(
        $$$"""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"no","reason":"{{{reason}}}","code":{{{code}}} } }""" + "\n");

    public async Task SendAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Ends the stream as a server does that has had enough.</summary>
    public Task EndAsync() => _pipe.Writer.CompleteAsync().AsTask();

    /// <summary>Breaks the stream as a lost connection does.</summary>
    public Task BreakAsync() => _pipe.Writer.CompleteAsync(new IOException("reset")).AsTask();

    public static string List(int version, params string[] objects) =>
        $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', objects)}}]}""";

    public static string Object(string name, int version, string uid = "", string more = "") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{(uid.Length > 0 ? uid : name)}}}","resourceVersion":"{{{version}}}","managedFields":[{"manager":"m"}]}{{{more}}} }""";
}
