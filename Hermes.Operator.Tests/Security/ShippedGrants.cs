using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster;
using Hermes.DevCluster.Tracing;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Tests.Security;

/// <summary>The grants as they ship, installed on a server, and what of them a trace shows to have been used.</summary>
/// <param name="server">The server, with authorization on.</param>
internal sealed class ShippedGrants(DevClusterServer server)
{
    public const string Namespace = "hermes-system";
    public const string User = $"system:serviceaccount:{Namespace}:hermes-operator";

    // Asked for by some clusters only, where an owner reference blocks its owner's deletion.
    private const string Exempt = "hermesapps/finalizers";

    private readonly List<string> _granted = [];

    /// <summary>Grants what <c>config/rbac</c> does.</summary>
    public async Task InstallForTheClusterAsync()
    {
        foreach (var name in (string[])["cluster_role", "cluster_role_binding", "leader_election_role", "leader_election_role_binding"])
        {
            var manifest = Read(Path.Combine("config", "rbac", $"{name}.yaml")).AsObject();
            await ApplyAsync(manifest);
            Note(manifest["rules"]);
        }
    }

    /// <summary>Grants what the chart does where the operator watches some namespaces only: Roles.</summary>
    public async Task InstallInAsync(IEnumerable<string> namespaces)
    {
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

    private IEnumerable<RequestRecord> Requests() => server.Trace.Since(0).Where(request => request.User == User && request.Resource.Length > 0);

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
        using var http = new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress };
        using var content = new StringContent(manifest.ToJsonString(), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/apply-patch+yaml");
        using var answer = await http.PatchAsync(
            new Uri($"apis/rbac.authorization.k8s.io/v1/{scope}{plural}/{metadata["name"]!.GetValue<string>()}?fieldManager=admin", UriKind.Relative), content);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<JsonNode> Rules(string name) =>
        Read(Path.Combine("config", "chart", "hermes-operator", "rules", $"{name}.yaml")).AsArray().Select(rule => rule!.DeepClone());

    private static JsonNode Read(string path) => YamlReader.Read(File.ReadAllText(Path.Combine(RepositoryFolder.Root, path))).Single().Content;

    private static IEnumerable<string> Words(JsonNode rule, string field) => rule[field]!.AsArray().Select(word => word!.GetValue<string>());

    private static string Target(string group, string resource) => group.Length == 0 ? resource : $"{group}/{resource}";
}
