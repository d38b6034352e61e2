namespace Hermes.DevCluster.Schemas;

/// <summary>Paths of faults, such as <c>spec.ports[0].name</c>.</summary>
internal static class FieldPath
{
    /// <summary>The path of a field of what is at <paramref name="parent"/>; the root's path is empty.</summary>
    public static string Child(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";
}
