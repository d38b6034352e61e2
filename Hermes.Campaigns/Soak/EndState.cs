using System.Globalization;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Children;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Campaigns.Soak;

/// <summary>What must stand on the server once all edits are carried out; asked of the server, not of the operator.</summary>
internal sealed class EndState(IKubernetesClient client, ChildEnvironment environment)
{
    // What the operator marks its own applies with.
    private static readonly string[] Stamps = ["hermes.dev/applied", "hermes.dev/replicas"];
    private static readonly ApplyOptions Operator = new(FieldManagers.Operator, Force: true);

    /// <summary>The apps whose status does not yet say that their present generation is in place.</summary>
    public async Task<IReadOnlyList<string>> UnsettledAsync(CancellationToken cancellationToken) =>
        [.. (await AppsAsync(cancellationToken)).Select(Unsettled).OfType<string>()];

    /// <summary>
    /// Compares what stands with what <see cref="DesiredChildren.For"/> says. Run it once no operator runs: each desired child is applied
    /// in the operator's name, and must change nothing; a field that the operator owns and should have given up would.
    /// </summary>
    /// <param name="apps">How many apps there should be.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What is wrong; empty where nothing is.</returns>
    public async Task<IReadOnlyList<string>> FaultsAsync(int apps, CancellationToken cancellationToken)
    {
        var present = await AppsAsync(cancellationToken);
        var faults = present.Select(Unsettled).OfType<string>().ToList();
        if (present.Count != apps)
        {
            faults.Add($"there are {present.Count} apps, not {apps}");
        }

        var children = await ChildrenAsync(cancellationToken);
        var byOwner = children.ToLookup(child => child.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true)?.Uid);
        foreach (var app in present)
        {
            await CompareAsync(app, [.. byOwner[app.Metadata.Uid]], faults, cancellationToken);
        }

        var uids = present.Select(app => app.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(byOwner.Where(owned => owned.Key is null || !uids.Contains(owned.Key)).SelectMany(owned => owned)
            .Select(child => $"{Name(child)} belongs to no app that is there"));
        return faults;
    }

    private async Task<IReadOnlyList<HermesApp>> AppsAsync(CancellationToken cancellationToken) =>
        (await client.ListAsync<HermesApp>(new ListOptions(), cancellationToken)).Items;

    private static string? Unsettled(HermesApp app) =>
        app.Status?.ObservedGeneration != app.Metadata.Generation
            ? string.Create(CultureInfo.InvariantCulture, $"{Name(app)}: its status is of generation {app.Status?.ObservedGeneration}, not {app.Metadata.Generation}")
        : app.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionType.Ready) is not { Status: "True" } ready
            ? $"{Name(app)}: it is not ready"
        : ready.ObservedGeneration != app.Metadata.Generation
            ? $"{Name(app)}: its condition Ready is of another generation"
        : null;

    private async Task<List<IKubernetesObject<V1ObjectMeta>>> ChildrenAsync(CancellationToken cancellationToken)
    {
        List<IKubernetesObject<V1ObjectMeta>> children = [];
        await AddAsync<V1Deployment>();
        await AddAsync<V1Service>();
        await AddAsync<V1Ingress>();
        await AddAsync<V2HorizontalPodAutoscaler>();
        await AddAsync<ScaledObject>();
        await AddAsync<HttpScaledObject>();
        await AddAsync<InterceptorRoute>();
        return children;

        async Task AddAsync<TEntity>()
            where TEntity : class, IKubernetesObject<V1ObjectMeta>
        {
            var managed = new ListOptions { LabelSelector = $"app.kubernetes.io/managed-by={ChildLabels.ManagedBy}" };
            children.AddRange((await client.ListAsync<TEntity>(managed, cancellationToken)).Items);
        }
    }

    private async Task CompareAsync(
        HermesApp app, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> standing, List<string> faults, CancellationToken cancellationToken)
    {
        var desired = DesiredChildren.For(app, environment).All.ToDictionary(Name, StringComparer.Ordinal);
        var present = standing.ToDictionary(Name, StringComparer.Ordinal);
        faults.AddRange(present.Keys.Except(desired.Keys, StringComparer.Ordinal).Select(name => $"{Name(app)}: {name} should not be there"));
        foreach (var (name, child) in desired)
        {
            if (!present.TryGetValue(name, out var live))
            {
                faults.Add($"{Name(app)}: {name} is not there");
            }
            else if (!await IsAsDesiredAsync(child, live, cancellationToken))
            {
                faults.Add($"{Name(app)}: {name} differs from what it should be");
            }
        }
    }

    private Task<bool> IsAsDesiredAsync(
        IKubernetesObject<V1ObjectMeta> desired, IKubernetesObject<V1ObjectMeta> live, CancellationToken cancellationToken) => desired switch
        {
            V1Deployment child => IsUnchangedAsync(WithCountOfCreation(child, (V1Deployment)live), live, cancellationToken),
            V1Service child => IsUnchangedAsync(child, live, cancellationToken),
            V1Ingress child => IsUnchangedAsync(child, live, cancellationToken),
            V2HorizontalPodAutoscaler child => IsUnchangedAsync(child, live, cancellationToken),
            ScaledObject child => IsUnchangedAsync(child, live, cancellationToken),
            HttpScaledObject child => IsUnchangedAsync(child, live, cancellationToken),
            InterceptorRoute child => IsUnchangedAsync(child, live, cancellationToken),
            _ => throw new InvalidOperationException($"{desired.Kind} is no child's kind."),
        };

    /// <summary>
    /// A scaled Deployment that was made anew begins with a count that the operator named, and owns until the autoscaler or the next
    /// apply takes it over.
    /// </summary>
    private static V1Deployment WithCountOfCreation(V1Deployment desired, V1Deployment live) =>
        desired.Spec.Replicas is null && NamedCount.IsMarked(live) && OwnsCount(live)
            ? desired with { Spec = desired.Spec with { Replicas = live.Spec.Replicas } }
            : desired;

    private static bool OwnsCount(V1Deployment live) => live.Metadata.ManagedFields?.Any(entry =>
        entry is { Manager: FieldManagers.Operator, Operation: "Apply", Subresource: null or "" }
        && $"{entry.FieldsV1}".Contains("\"f:replicas\"", StringComparison.Ordinal)) is true;

    private async Task<bool> IsUnchangedAsync<TEntity>(
        TEntity desired, IKubernetesObject<V1ObjectMeta> live, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var annotations = new Dictionary<string, string>(desired.Metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var stamp in Stamps)
        {
            if (live.Metadata.Annotations?.TryGetValue(stamp, out var value) is true)
            {
                annotations[stamp] = value;
            }
        }

        desired.Metadata = desired.Metadata with { Annotations = annotations, Uid = live.Metadata.Uid };
        var answer = await client.ApplyAsync(desired, Operator, cancellationToken);
        return answer.Metadata.ResourceVersion == live.Metadata.ResourceVersion;
    }

    private static string Name(IKubernetesObject<V1ObjectMeta> one) => $"{one.Kind} {one.Metadata.NamespaceProperty}/{one.Metadata.Name}";
}
