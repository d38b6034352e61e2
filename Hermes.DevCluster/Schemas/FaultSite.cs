namespace Hermes.DevCluster.Schemas;

/// <summary>Where a value is.</summary>
/// <param name="Prefix">What precedes the path in causes but not in messages: <c>status</c> when only the status is checked.</param>
/// <param name="Path">The path as messages print it; empty at the root.</param>
internal readonly record struct FaultSite(string Prefix, string Path)
{
    /// <summary>The path as causes print it.</summary>
    public string Field => Prefix.Length == 0 ? Path : Path.Length == 0 ? Prefix : $"{Prefix}.{Path}";

    /// <summary>A field of the value.</summary>
    public FaultSite Child(string name) => this with { Path = FieldPath.Child(Path, name) };

    /// <summary>An element of the value.</summary>
    public FaultSite Index(int index) => this with { Path = $"{Path}[{index}]" };
}
