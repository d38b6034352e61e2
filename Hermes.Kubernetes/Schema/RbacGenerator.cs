using System.Reflection;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Schema;

/// <summary>Makes RBAC objects from the grants that controllers declare.</summary>
/// <remarks>
/// Guarantees: each verb is granted once; one rule per group, verbs and resource names; the same grants give the same JSON, in whatever
/// order they come.
/// </remarks>
public static class RbacGenerator
{
    // As people write them: reads, then writes.
    private static readonly (RbacVerbs Verb, string Name)[] Verbs =
    [
        (RbacVerbs.Get, "get"),
        (RbacVerbs.List, "list"),
        (RbacVerbs.Watch, "watch"),
        (RbacVerbs.Create, "create"),
        (RbacVerbs.Update, "update"),
        (RbacVerbs.Patch, "patch"),
        (RbacVerbs.Delete, "delete"),
    ];

    /// <summary>Makes a ClusterRole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="grants">The grants, each on types that carry <see cref="KubernetesEntityAttribute"/> with a plural name.</param>
    /// <exception cref="SchemaException">Grants without a verb or a kind, or on types that are no resources: all of them named.</exception>
    public static JsonObject ClusterRole(string name, IEnumerable<EntityRbacAttribute> grants) =>
        Role("ClusterRole", new JsonObject { ["name"] = name }, grants);

    /// <summary>Makes a Role, for an operator that watches named namespaces only.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="namespace">Its namespace; null to leave it to whoever applies the role.</param>
    /// <param name="grants">The grants; those on cluster-scoped kinds would have no effect.</param>
    /// <exception cref="SchemaException">Grants without a verb or a kind, or on types that are no resources: all of them named.</exception>
    public static JsonObject Role(string name, string? @namespace, IEnumerable<EntityRbacAttribute> grants)
    {
        var metadata = new JsonObject { ["name"] = name };
        metadata.AddIfPresent("namespace", @namespace);
        return Role("Role", metadata, grants);
    }

    /// <summary>Makes the rules alone, for whoever writes the roles around them.</summary>
    /// <param name="grants">The grants.</param>
    /// <exception cref="SchemaException">Grants without a verb or a kind, or on types that are no resources: all of them named.</exception>
    public static JsonArray Rules(IEnumerable<EntityRbacAttribute> grants) => new([.. RulesFor(grants)]);

    /// <summary>The part of some grants that a Role can give: those on cluster-scoped kinds are left out.</summary>
    /// <param name="grants">The grants.</param>
    public static IEnumerable<EntityRbacAttribute> Namespaced(IEnumerable<EntityRbacAttribute> grants) => grants.Select(grant =>
        new EntityRbacAttribute([.. grant.Entities.Where(type => ResourceDefinition.ScopeOf(type) == EntityScope.Namespaced)])
        {
            Verbs = grant.Verbs,
            Subresource = grant.Subresource,
            ResourceNames = grant.ResourceNames,
        }).Where(grant => grant.Entities.Count > 0);

    private static JsonObject Role(string kind, JsonObject metadata, IEnumerable<EntityRbacAttribute> grants) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = metadata,
        ["rules"] = Rules(grants),
    };

    private static IEnumerable<JsonObject> RulesFor(IEnumerable<EntityRbacAttribute> grants)
    {
        var verbs = VerbsByResource(grants);
        return verbs
            .Select(grant => (grant.Key, Verbs: grant.Value & ~GrantedWithoutNames(verbs, grant.Key)))
            .Where(grant => grant.Verbs != RbacVerbs.None)
            .GroupBy(grant => (grant.Key.Group, grant.Key.Names, grant.Verbs), grant => grant.Key.Resource)
            .Select(rule => (rule.Key, Resources: rule.Order(StringComparer.Ordinal).ToArray()))
            .OrderBy(rule => rule.Key.Group, StringComparer.Ordinal)
            .ThenBy(rule => rule.Resources[0], StringComparer.Ordinal)
            .ThenBy(rule => rule.Key.Names, StringComparer.Ordinal)
            .Select(rule => Rule(rule.Key.Group, rule.Resources, rule.Key.Names, rule.Key.Verbs));
    }

    private static Dictionary<Target, RbacVerbs> VerbsByResource(IEnumerable<EntityRbacAttribute> grants)
    {
        Dictionary<Target, RbacVerbs> verbs = [];
        List<string> faults = [];
        foreach (var grant in grants)
        {
            if (grant.Verbs == RbacVerbs.None || grant.Entities.Count == 0)
            {
                faults.Add($"[EntityRbac] on {string.Join(", ", grant.Entities.Select(type => type.Name))} needs a kind and a verb");
            }

            var names = string.Join(',', grant.ResourceNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            foreach (var type in grant.Entities)
            {
                if (type.GetCustomAttribute<KubernetesEntityAttribute>() is not { } entity || string.IsNullOrEmpty(entity.PluralName))
                {
                    faults.Add($"{type.Name}: needs a [KubernetesEntity] attribute with PluralName");
                    continue;
                }

                var resource = grant.Subresource is null ? entity.PluralName : $"{entity.PluralName}/{grant.Subresource}";
                var target = new Target(entity.Group ?? "", resource, names);
                verbs[target] = verbs.GetValueOrDefault(target) | grant.Verbs;
            }
        }

        return faults.Count == 0 ? verbs : throw new SchemaException(faults);
    }

    // What is granted on every name need not be granted on some.
    private static RbacVerbs GrantedWithoutNames(Dictionary<Target, RbacVerbs> verbs, Target target) =>
        target.Names.Length == 0 ? RbacVerbs.None : verbs.GetValueOrDefault(target with { Names = "" });

    private static JsonObject Rule(string group, string[] resources, string names, RbacVerbs verbs)
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(group), ["resources"] = Strings(resources) };
        if (names.Length > 0)
        {
            rule["resourceNames"] = Strings(names.Split(','));
        }

        rule["verbs"] = Strings(Verbs.Where(verb => verbs.HasFlag(verb.Verb)).Select(verb => verb.Name));
        return rule;
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    /// <summary>What a verb is granted on; names are joined by commas, which none can contain.</summary>
    private readonly record struct Target(string Group, string Resource, string Names);
}
