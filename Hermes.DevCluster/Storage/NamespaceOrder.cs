namespace Hermes.DevCluster.Storage;

/// <summary>Orders namespaces as etcd orders the keys under them: each with the slash that ends it, so <c>a-b/</c> comes before <c>a/</c>.</summary>
internal sealed class NamespaceOrder : IComparer<string>
{
    private NamespaceOrder()
    {
    }

    /// <summary>The one there is.</summary>
    public static NamespaceOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        var common = a.AsSpan().CommonPrefixLength(b);
        return Next(a, common) - Next(b, common);

        static int Next(string text, int index) => index == text.Length ? '/' : text[index];
    }
}
