using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.DevCluster.Tracing;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Tests.EndToEnd;

namespace Hermes.Operator.Tests.Security;

/// <summary>The grants as they ship, installed on a cluster, and what of them its trace shows to have been used.</summary>
/// <param name="cluster">A DevCluster with authorization on.</param>
internal sealed class ShippedGrants(ICluster cluster)
{
    public const string Namespace = "hermes-system";

    private const string User = $"system:serviceaccount:{Namespace}:hermes-operator";
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1";

    // Asked for by some clusters only, where an owner reference blocks its owner's deletion.
    private const string Exempt = "hermesapps/finalizers";

    private readonly List<string> _granted = [];

    /// <summary>Whom they are granted to, as a kubeconfig.</summary>
    public string Kubeconfig => cluster.DevCluster!.KubeconfigFor(User);

    /// <summary>Grants what <c>config/rbac</c> does.</summary>
    public async Task InstallForTheClusterAsync()
    {
        await MakeNamespaceAsync();
        foreach (var name in (string[])["cluster_role", "cluster_role_binding", "leader_election_role", "leader_election_role_binding"])
        {
            var manifest = Read(Path.Combine("config", "rbac", $"{name}.yaml")).AsObject();
            await ApplyAsync(manifest);
            Note(manifest["rules"]);
        }
    }

    /// <summary>Grants what the chart does where the operator watches some namespaces only: Roles.</summary>
    public async Task InstallInAsync(params IEnumerable<string> namespaces)
    {
        await MakeNamespaceAsync();
        foreach (var @namespace in namespaces)
        {
            await ApplyRoleAsync(@namespace, "hermes-operator", Rules("namespaced"));
        }

        await ApplyRoleAsync(Namespace, "hermes-operator-leader-election", [.. Rules("lease"), .. Rules("lease_events")]);
    }

    /// <summary>What the operator asked for and was refused.</summary>
    public IReadOnlyList<string> Refused() =>
        [.. Requests().Where(request => request.Status == 403).SelectMany(Uses).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What is granted and was not used, such as <c>delete apps/deployments</c>.</summary>
    public IReadOnlyList<string> Unused() =>
        [.. _granted.Distinct().Except(Requests().SelectMany(Uses)).Where(grant => !grant.EndsWith(Exempt, StringComparison.Ordinal))];

    private IEnumerable<RequestRecord> Requests() => cluster.DevCluster!.Trace.Since(0).Where(request => request.User == User && request.Resource.Length > 0);

    // What makes an object, by whatever verb, is asked for that of making one too.
    private static IEnumerable<string> Uses(RequestRecord request)
    {
        var target = Target(request.Group, request.Subresource is null ? request.Resource : $"{request.Resource}/{request.Subresource}");
        return request is { Verb: "patch" or "update", Status: 201 } ? [$"{request.Verb} {target}", $"create {target}"] : [$"{request.Verb} {target}"];
    }

    private void Note(JsonNode? rules)
    {
        foreach (var rule in rules?.AsArray() ?? [])
        {
            _granted.AddRange(
                from @group in Words(rule!, "apiGroups")
                from resource in Words(rule!, "resources")
                from verb in Words(rule!, "verbs")
                select $"{verb} {Target(@group, resource)}");
        }
    }

    private async Task ApplyRoleAsync(string @namespace, string name, IEnumerable<JsonNode> rules)
    {
        var role = new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = "Role",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
            ["rules"] = new JsonArray([.. rules]),
        };
        await ApplyAsync(role);
        Note(role["rules"]);
        await ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = "RoleBinding",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Role", ["name"] = name },
            ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "hermes-operator", ["namespace"] = Namespace }),
        });
    }

    private async Task ApplyAsync(JsonObject manifest)
    {
        var (metadata, plural) = (manifest["metadata"]!, $"{manifest["kind"]!.GetValue<string>().ToLowerInvariant()}s");
        var scope = metadata["namespace"] is { } @namespace ? $"namespaces/{@namespace.GetValue<string>()}/" : "";
        await SendAsync($"{Rbac}/{scope}{plural}/{metadata["name"]!.GetValue<string>()}", manifest);
    }

    private Task MakeNamespaceAsync() => SendAsync($"api/v1/namespaces/{Namespace}", new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = Namespace },
    });

    private async Task SendAsync(string path, JsonObject manifest)
    {
        using var api = new ApiHttp(cluster);
        var (isTaken, answer) = await api.SendAsync(HttpMethod.Patch, $"{path}?fieldManager=admin", manifest);
        isTaken.ShouldBeTrue(answer);
    }

    private static IEnumerable<JsonNode> Rules(string name) =>
        Read(Path.Combine("config", "chart", "hermes-operator", "rules", $"{name}.yaml")).AsArray().Select(rule => rule!.DeepClone());

    private static JsonNode Read(string path) => YamlReader.Read(File.ReadAllText(Path.Combine(RepositoryFolder.Root, path))).Single().Content;

    private static IEnumerable<string> Words(JsonNode rule, string field) => rule[field]!.AsArray().Select(word => word!.GetValue<string>());

    private static string Target(string group, string resource) => group.Length == 0 ? resource : $"{group}/{resource}";
}
