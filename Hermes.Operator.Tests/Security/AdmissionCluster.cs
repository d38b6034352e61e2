using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Security;

/// <summary>A cluster with the admission policy in force and no operator; none on a lane whose API server enforces no policies.</summary>
public sealed class AdmissionCluster : IAsyncLifetime
{
    internal const string ClusterDomain = "corp.internal";

    /// <summary>May write HermesApps and nothing else.</summary>
    internal const string Tenant = "mallory";

    /// <summary>May besides get Secrets, as most who deploy may.</summary>
    internal const string Trusted = "sam";

    /// <summary>An app from before the policy, that breaks it.</summary>
    internal const string Older = "older";

    private readonly List<ApiConnection> _connections = [];
    private AppCluster? _apps;

    internal AppCluster Apps
    {
        get
        {
            Skip.If(_apps is null, "DevCluster stores admission policies and does not enforce them");
            return _apps!;
        }
    }

    internal string Namespace { get; private set; } = "";

    internal TenantLimits Limits { get; private set; } = new();

    public async Task InitializeAsync()
    {
        var apps = await AppCluster.StartAsync(withOperator: false);
        if (apps.Cluster.DevCluster is not null)
        {
            await apps.DisposeAsync();
            return;
        }

        _apps = apps;
        Namespace = await apps.NewNamespaceAsync();
        var limits = TenantCluster.LimitsOf(Namespace);
        Limits = limits with { AllowedHosts = [.. limits.AllowedHosts, new HostGrant(Namespace, $"*.{ClusterDomain}")] };
        await GrantAsync(Tenant, ("hermes.dev", "hermesapps", ["get", "create", "patch", "delete"]));
        await GrantAsync(Trusted, ("hermes.dev", "hermesapps", ["get", "create", "patch", "delete"]), ("", "secrets", ["get"]));
        await apps.ApplyAsync(Namespace, Older, Beyond);
        await InForceAsync();
    }

    public async Task DisposeAsync()
    {
        if (_apps is null)
        {
            return;
        }

        _connections.ForEach(connection => connection.Dispose());
        if (!_apps.Cluster.IsTemporary)
        {
            await _apps.Client.DeleteAsync<V1ValidatingAdmissionPolicyBinding>(PolicyName, null, null, CancellationToken.None);
            await _apps.Client.DeleteAsync<V1ValidatingAdmissionPolicy>(PolicyName, null, null, CancellationToken.None);
        }

        await _apps.DisposeAsync();
    }

    /// <summary>A client with a user's rights.</summary>
    internal IKubernetesClient As(string user)
    {
        var connection = new ApiConnection(ClusterConfiguration.Load(Apps.Cluster.KubeconfigPath) with { Impersonation = new Impersonation(user) });
        _connections.Add(connection);
        return new ResourceClient(connection, Apps.Catalog);
    }

    internal static string PolicyName => "hermes-operator-test";

    private static HermesAppSpec Beyond => new() { Image = "x:1", Replicas = 1000 };

    private async Task GrantAsync(string user, params (string Group, string Resource, string[] Verbs)[] grants)
    {
        await Apps.Client.CreateAsync(
            new V1Role
            {
                ApiVersion = "rbac.authorization.k8s.io/v1",
                Kind = V1Role.KubeKind,
                Metadata = new V1ObjectMeta { Name = user, NamespaceProperty = Namespace },
                Rules = [.. grants.Select(grant => new V1PolicyRule { ApiGroups = [grant.Group], Resources = [grant.Resource], Verbs = grant.Verbs })],
            },
            CancellationToken.None);
        await Apps.Client.CreateAsync(
            new V1RoleBinding
            {
                ApiVersion = "rbac.authorization.k8s.io/v1",
                Kind = V1RoleBinding.KubeKind,
                Metadata = new V1ObjectMeta { Name = user, NamespaceProperty = Namespace },
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = V1Role.KubeKind, Name = user },
                Subjects = [new Rbacv1Subject { ApiGroup = "rbac.authorization.k8s.io", Kind = "User", Name = user }],
            },
            CancellationToken.None);
    }

    /// <summary>Makes the policy, and waits until the API server has taken it up, which takes it a moment.</summary>
    private async Task InForceAsync()
    {
        await CreateAsync<V1ValidatingAdmissionPolicy>(AdmissionPolicy.Policy(PolicyName, Limits, ClusterDomain));
        await CreateAsync<V1ValidatingAdmissionPolicyBinding>(AdmissionPolicy.Binding(PolicyName));
        using var timeout = new CancellationTokenSource(AppCluster.Patience, TimeProvider.System);
        while (true)
        {
            try
            {
                await Apps.ApplyAsync(Namespace, "probe", Beyond);
            }
            catch (KubernetesException refusal) when (refusal.Message.Contains(PolicyName, StringComparison.Ordinal))
            {
                return;
            }

            await Apps.DeleteAsync<HermesApp>(Namespace, "probe");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, timeout.Token);
        }
    }

    private Task<TEntity> CreateAsync<TEntity>(JsonObject manifest)
        where TEntity : class, k8s.IKubernetesObject<V1ObjectMeta> =>
        Apps.Client.CreateAsync(manifest.Deserialize(Apps.Catalog.Get<TEntity>().Contract)!, CancellationToken.None);
}
