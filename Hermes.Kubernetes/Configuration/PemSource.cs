namespace Hermes.Kubernetes.Configuration;

/// <summary>PEM text: a file, which may be rotated, or the text itself. Exactly one of the two is set.</summary>
public sealed record PemSource
{
    private PemSource(string? path, string? text) => (Path, Text) = (path, text);

    /// <summary>The file; null where the text is given.</summary>
    public string? Path { get; }

    /// <summary>The text; null where a file is given.</summary>
    public string? Text { get; }

    /// <summary>A file.</summary>
    /// <param name="path">Its path.</param>
    public static PemSource FromFile(string path) => new(path, null);

    /// <summary>A text.</summary>
    /// <param name="text">One or more PEM blocks.</param>
    public static PemSource FromText(string text) => new(null, text);

    /// <summary>The file's name, or that the text is given: never the text, which may be a key.</summary>
    public override string ToString() => Path ?? "inline";

    internal string Read() => Text ?? File.ReadAllText(Path!);
}
