namespace Hermes.Kubernetes.Entities;

/// <summary>How server-side apply merges a list; atomic where the attribute is absent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListTypeAttribute(string listType, params string[] mapKeys) : Attribute
{
    /// <summary><c>map</c>, <c>set</c> or <c>atomic</c>.</summary>
    public string ListType { get; } = listType;

    /// <summary>The keys of a <c>map</c>.</summary>
    public IReadOnlyList<string> MapKeys { get; } = mapKeys;
}
