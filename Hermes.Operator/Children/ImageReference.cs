namespace Hermes.Operator.Children;

/// <summary>What an image reference says: how fresh a local copy must be, and which version it is.</summary>
internal static class ImageReference
{
    /// <summary>
    /// <c>Always</c> where the image behind the reference moves: the tag <c>latest</c>, or neither tag nor digest. Named rather than left
    /// to the server, so that the Deployment says what happens.
    /// </summary>
    public static string DefaultPullPolicy(string image)
    {
        var (tag, digest) = Split(image);
        return digest is null && (tag is null or "latest") ? "Always" : "IfNotPresent";
    }

    /// <summary>
    /// The tag, the digest, or <c>tag@digest</c> where both are named (OpenTelemetry: how <c>service.version</c> is calculated on Kubernetes);
    /// null where neither is.
    /// </summary>
    public static string? Version(string image)
    {
        var (tag, digest) = Split(image);
        return tag is not null && digest is not null ? $"{tag}@{digest}" : tag ?? digest;
    }

    private static (string? Tag, string? Digest) Split(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : image[(at + 1)..];
        var reference = at < 0 ? image : image[..at];
        // A colon before the last slash belongs to the registry's port.
        var name = reference[(reference.LastIndexOf('/') + 1)..];
        var colon = name.LastIndexOf(':');
        return (colon < 0 ? null : name[(colon + 1)..], digest);
    }
}
