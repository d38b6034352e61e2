using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Authorization;

/// <summary>Evaluates the stored Roles and bindings (https://kubernetes.io/docs/reference/access-authn-authz/rbac/).</summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";

    // The bootstrap role system:discovery, with what system:public-info-viewer adds.
    private static readonly string[] DiscoveryPaths =
        ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/livez/*", "/openapi", "/openapi/*", "/readyz", "/readyz/*", "/version", "/version/"];

    // The bootstrap role system:basic-user: everybody may ask about themselves.
    private static readonly HashSet<(string Group, string Resource)> SelfReviews =
    [
        ("authorization.k8s.io", "selfsubjectaccessreviews"),
        ("authorization.k8s.io", "selfsubjectrulesreviews"),
        ("authentication.k8s.io", "selfsubjectreviews"),
    ];

    /// <summary>Why a user may do something; null where nothing allows it.</summary>
    public string? Allows(UserInfo user, AccessAttributes wish)
    {
        if (user.In(UserInfo.Masters))
        {
            return "";
        }

        if (user.In(UserInfo.Authenticated) && (IsDiscovery(wish) || (wish.Verb == "create" && SelfReviews.Contains((wish.Group, wish.Resource)))))
        {
            return "RBAC: allowed by ClusterRoleBinding \"system:discovery\" of ClusterRole \"system:discovery\" to Group \"system:authenticated\"";
        }

        return Rules(user, wish.Namespace).FirstOrDefault(rule => Covers(rule.Rule, wish)).Because;
    }

    /// <summary>Every rule that applies to a user in a namespace, with what binds it.</summary>
    public IEnumerable<(JsonObject Rule, string? Because)> Rules(UserInfo user, string? ns)
    {
        foreach (var binding in Stored("clusterrolebindings", ""))
        {
            foreach (var rule in Bound(binding, user, "", "ClusterRoleBinding"))
            {
                yield return rule;
            }
        }

        foreach (var binding in ns is null ? [] : Stored("rolebindings", ns))
        {
            foreach (var rule in Bound(binding, user, ns!, "RoleBinding"))
            {
                yield return rule;
            }
        }
    }

    private static bool IsDiscovery(AccessAttributes wish) =>
        wish.Resource.Length == 0 && wish.Verb is "get" or "head" && DiscoveryPaths.Any(path => CoversPath(path, wish.Path));

    private static bool Covers(JsonObject rule, AccessAttributes wish)
    {
        if (!Names(rule, "verbs", wish.Verb))
        {
            return false;
        }

        if (wish.Resource.Length == 0)
        {
            return rule.Texts("nonResourceURLs").Any(path => CoversPath(path, wish.Path));
        }

        var resources = rule.Texts("resources");
        var names = rule.Texts("resourceNames");
        return Names(rule, "apiGroups", wish.Group)
            && resources.Any(resource =>
                resource == "*" || resource == wish.FullResource || (wish.Subresource is not null && resource == $"*/{wish.Subresource}"))
            && (names.Count == 0 || (wish.Name is not null && names.Contains(wish.Name, StringComparer.Ordinal)));
    }

    private static bool Names(JsonObject rule, string field, string value) =>
        rule.Texts(field).Any(each => each == "*" || each == value);

    private static bool CoversPath(string pattern, string path) =>
        pattern == path || (pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private static bool IsSubject(JsonObject subject, UserInfo user, string ns) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Name,
        "Group" => user.In(subject.Text("name") ?? ""),
        "ServiceAccount" => user.Name == $"system:serviceaccount:{subject.Text("namespace") ?? ns}:{subject.Text("name")}",
        _ => false,
    };

    private IEnumerable<(JsonObject Rule, string? Because)> Bound(JsonObject binding, UserInfo user, string ns, string kind)
    {
        var subject = binding.Array("subjects")?.OfType<JsonObject>().FirstOrDefault(each => IsSubject(each, user, ns));
        var reference = binding.Object("roleRef");
        if (subject is null || reference is null)
        {
            yield break;
        }

        var isCluster = reference.Text("kind") == "ClusterRole";
        var role = store.World.Of($"{Group}/{(isCluster ? "clusterroles" : "roles")}")
            .Get(new ObjectKey(isCluster ? "" : ns, reference.Text("name") ?? ""))?.Value;
        var name = binding.Metadata().Text("name");
        var because = $"RBAC: allowed by {kind} \"{(ns.Length == 0 ? name : $"{name}/{ns}")}\" of {reference.Text("kind")} \"{reference.Text("name")}\" to {subject.Text("kind")} \"{subject.Text("name")}\"";
        foreach (var rule in role.Array("rules")?.OfType<JsonObject>() ?? [])
        {
            yield return (rule, because);
        }
    }

    private IEnumerable<JsonObject> Stored(string plural, string ns) =>
        store.World.Of($"{Group}/{plural}").List(ns).Select(stored => stored.Value);
}
