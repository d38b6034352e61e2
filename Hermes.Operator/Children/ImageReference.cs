namespace Hermes.Operator.Children;

/// <summary>What an image reference says about how fresh a local copy must be.</summary>
internal static class ImageReference
{
    /// <summary>
    /// <c>Always</c> where the image behind the reference moves: the tag <c>latest</c>, or neither tag nor digest. Named rather than left
    /// to the server, so that the Deployment says what happens.
    /// </summary>
    public static string DefaultPullPolicy(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return "IfNotPresent";
        }

        // A colon before the last slash belongs to the registry's port.
        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.LastIndexOf(':');
        return colon < 0 || name[(colon + 1)..] == "latest" ? "Always" : "IfNotPresent";
    }
}
