using Hermes.Operator.Tenancy;
using Hermes.Operator.Tests.EndToEnd;

namespace Hermes.Operator.Tests.Security;

/// <summary>Two tenants with a namespace each, and an operator that knows what either may ask for.</summary>
public sealed class TenantCluster : IAsyncLifetime
{
    internal AppCluster Apps { get; private set; } = null!;

    /// <summary>Whose hosts are those below <c>VICTIM.example.org</c>.</summary>
    internal string Victim { get; private set; } = "";

    /// <summary>Whose hosts are those below <c>ATTACKER.example.org</c>; both may also use those below <c>apps.example.org</c>.</summary>
    internal string Attacker { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Apps = await AppCluster.StartAsync(withOperator: false);
        Victim = await Apps.NewNamespaceAsync();
        Attacker = await Apps.NewNamespaceAsync();
        await Apps.StartOperatorAsync(configure: options => options with { Tenants = LimitsOf(Victim, Attacker) });
    }

    public async Task DisposeAsync()
    {
        if (Apps is not null)
        {
            await Apps.DisposeAsync();
        }
    }

    internal static TenantLimits LimitsOf(params IEnumerable<string> tenants) => new()
    {
        AllowedHosts =
        [
            .. tenants.Select(tenant => new HostGrant(tenant, $"*.{tenant}.example.org")),
            new HostGrant(HostGrant.EveryNamespace, "*.apps.example.org"),
        ],
        MaxReplicas = 20,
    };
}
