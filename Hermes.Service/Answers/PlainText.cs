namespace Hermes.Service.Answers;

internal static class PlainText
{
    public static Task WriteLineAsync(this HttpContext context, int status, string line)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        // A line may repeat what the client sent: nothing but text must come of it.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(line + "\n", context.RequestAborted);
    }
}
