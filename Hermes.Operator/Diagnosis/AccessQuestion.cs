using System.Reflection;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>Whether something may be done.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The plural, with the subresource after a slash where there is one.</param>
/// <param name="Verb">What is done.</param>
/// <param name="Name">To which object; empty for any.</param>
/// <param name="Namespace">Where; empty for everywhere, or for a cluster-scoped kind.</param>
/// <param name="Scope">Where the kind's objects live.</param>
internal sealed record AccessQuestion(string Group, string Resource, RbacVerbs Verb, string Name, string Namespace, EntityScope Scope)
{
    /// <summary>As RBAC's own messages name a resource.</summary>
    public string QualifiedResource => Group.Length == 0 ? Resource : $"{Resource}.{Group}";

    /// <summary>The verb, and the object that it is limited to.</summary>
    public string Action => Name.Length == 0 ? VerbName : $"{VerbName} {Name}";

    private string VerbName => Verb.ToString().ToLowerInvariant();

    /// <summary>One question for each thing that grants allow, none of them twice.</summary>
    /// <param name="grants">The grants.</param>
    /// <param name="namespaces">Where objects of namespaced kinds are dealt with; empty for everywhere.</param>
    public static IEnumerable<AccessQuestion> Of(IEnumerable<EntityRbacAttribute> grants, IReadOnlyList<string> namespaces) => grants
        .SelectMany(grant => grant.Entities.SelectMany(entity => Of(grant, entity, namespaces)))
        .Distinct();

    /// <summary>What the API server is asked.</summary>
    public AccessReview ToReview() => new()
    {
        Spec = new V1SelfSubjectAccessReviewSpec
        {
            ResourceAttributes = new V1ResourceAttributes
            {
                Group = Group,
                Resource = Resource.Split('/')[0],
                Subresource = Resource.Split('/') is [_, var subresource] ? subresource : null,
                Verb = VerbName,
                Name = Name,
                NamespaceProperty = Namespace,
            },
        },
    };

    private static IEnumerable<AccessQuestion> Of(EntityRbacAttribute grant, Type entity, IReadOnlyList<string> namespaces)
    {
        var kind = entity.GetCustomAttribute<KubernetesEntityAttribute>()!;
        var scope = ResourceDefinition.ScopeOf(entity);
        var resource = grant.Subresource is null ? kind.PluralName : $"{kind.PluralName}/{grant.Subresource}";
        return from verb in Enum.GetValues<RbacVerbs>()
               where int.IsPow2((int)verb) && grant.Verbs.HasFlag(verb)
               from name in grant.ResourceNames.DefaultIfEmpty("")
               from @namespace in scope == EntityScope.Cluster ? [""] : namespaces.DefaultIfEmpty("")
               select new AccessQuestion(kind.Group ?? "", resource, verb, name, @namespace, scope);
    }
}
