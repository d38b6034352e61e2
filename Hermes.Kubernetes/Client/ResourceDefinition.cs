using System.Reflection;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>What the API server needs to know a kind by.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Kind">The kind, such as <c>Deployment</c>.</param>
/// <param name="Plural">The name in paths, such as <c>deployments</c>.</param>
/// <param name="Scope">Where its objects live.</param>
public record ResourceDefinition(string Group, string Version, string Kind, string Plural, EntityScope Scope)
{
    /// <summary>Group and version as objects carry them: <c>apps/v1</c>, or <c>v1</c> for the core group.</summary>
    public string ApiVersion { get; } = Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Where a kind's objects live.</summary>
    /// <param name="entity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</param>
    /// <exception cref="InvalidOperationException">The type has no such attribute or plural name.</exception>
    public static EntityScope ScopeOf(Type entity) =>
        entity.GetCustomAttribute<EntityScopeAttribute>() is { } declared ? declared.Scope
        : AttributeOf(entity) is var kind && ClusterScopedKinds.Contains(kind.Group ?? "", kind.PluralName) ? EntityScope.Cluster
        : EntityScope.Namespaced;

    private protected static KubernetesEntityAttribute AttributeOf(Type entity) =>
        entity.GetCustomAttribute<KubernetesEntityAttribute>() is { } kind && !string.IsNullOrEmpty(kind.PluralName)
            ? kind
            : throw new InvalidOperationException(
                $"{entity} is no resource: it needs a [KubernetesEntity] attribute with ApiVersion, Kind and PluralName.");

    /// <summary>The path of the collection, without a leading slash.</summary>
    /// <param name="namespace">The namespace; null for all, or for a cluster-scoped kind.</param>
    internal string CollectionPath(string? @namespace)
    {
        RequireSegment(@namespace);
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return @namespace is null ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}";
    }

    /// <summary>The path of one object, without a leading slash.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    /// <exception cref="ArgumentException">There is no name, it is no path segment, or the namespace does not fit the kind's scope.</exception>
    internal string ObjectPath(string name, string? @namespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RequireSegment(name);
        RequireScope(@namespace);
        return $"{CollectionPath(@namespace)}/{Uri.EscapeDataString(name)}";
    }

    /// <summary>What apimachinery's <c>IsValidPathSegmentName</c> refuses would make the path one of another resource.</summary>
    private void RequireSegment(string? name)
    {
        if (name is "." or ".." || name?.AsSpan().ContainsAny('/', '%') == true)
        {
            throw new ArgumentException($"'{name}' is no name of a {Kind} or its namespace: '.', '..', '/' and '%' are not allowed.", nameof(name));
        }
    }

    /// <summary>Throws when the namespace does not fit the kind's scope: the path would name another resource.</summary>
    /// <param name="namespace">The namespace of one object.</param>
    internal void RequireScope(string? @namespace)
    {
        if (Scope == EntityScope.Namespaced && string.IsNullOrEmpty(@namespace))
        {
            throw new ArgumentException($"{Kind} is namespaced: give a namespace.", nameof(@namespace));
        }

        if (Scope == EntityScope.Cluster && @namespace is not null)
        {
            throw new ArgumentException($"{Kind} is cluster-scoped: give no namespace.", nameof(@namespace));
        }
    }
}
