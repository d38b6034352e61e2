using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Apply;

/// <summary>Server-side apply: merges what a manager wants into an object and keeps account of who set what.</summary>
internal static class ServerSideApply
{
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>
    /// The merged object with its <c>managedFields</c>, before defaults; equal to the live one when nothing changes.
    /// Fields of <see cref="ApplyRequest.ResetFields"/> are merged but not accounted for: the caller puts them back.
    /// </summary>
    /// <exception cref="ApiException">400, 409 (conflicts with other managers) or 500 as the real server answers.</exception>
    public static JsonObject Apply(ApplyRequest request)
    {
        RefuseUnusable(request);
        var type = MergeType.OfKind(request.Schema);
        if (TypedObject.Faults(type, request.Config) is { Count: > 0 } faults)
        {
            var list = faults is [var only] ? only : $"errors:\n  {string.Join("\n  ", faults)}";
            throw new ApiException(500, "", $"failed to create typed patch object ({Describe(request.Config)}): {list}");
        }

        var isKubectl = request.Manager == LastApplied.Manager && request.Live is not null;
        var allowed = isKubectl ? LastApplied.Fields(type, request.Live!, request.ApiVersion) : new();
        var merged = Merge(request, type, allowed);
        if (isKubectl)
        {
            LastApplied.Renew(merged, request.Config);
        }

        return merged;
    }

    private static JsonObject Merge(ApplyRequest request, MergeType type, FieldSet allowedConflicts)
    {
        var live = Ownership.WithoutManagedFields(request.Live ?? []);
        var entries = StartingEntries(request);
        var applier = new ManagerEntry
        {
            Manager = request.Manager,
            Applied = true,
            ApiVersion = request.ApiVersion,
            Subresource = request.Subresource,
        };
        var former = entries.Find(applier);
        var reset = Ownership.Paths(request.ResetFields);
        var named = OwnedFields.Of(type, request.Config).ExceptTrees(reset);
        entries.Put(applier with { Fields = named, Time = former?.Time });

        var merged = ObjectMerger.Merge(type, live, request.Config);
        if (former is not null && !former.Fields.Except(named).IsEmpty)
        {
            merged = DropAbandoned(type, merged, entries, former.Fields);
        }

        var change = ObjectComparer.Compare(type, live, merged).Without(reset);
        if (!request.Force)
        {
            RefuseConflicts(Ownership.Conflicts(entries, change, applier), allowedConflicts);
        }

        Ownership.Transfer(entries, change, applier);
        if (entries.Find(applier) is { } entry)
        {
            var isNoop = JsonNode.DeepEquals(live, merged);
            entries.Put(entry with { Fields = Ownership.Strip(entry.Fields), Time = isNoop ? entry.Time : request.Time });
        }

        entries.WriteTo(merged);
        return merged;
    }

    /// <summary>The live object's entries; fields of an object that has none yet are held by an entry of their own.</summary>
    private static ManagerEntries StartingEntries(ApplyRequest request)
    {
        if (request.Live is null || !ManagerEntries.Of(request.Live).IsEmpty)
        {
            return ManagerEntries.Of(request.Live);
        }

        var accounted = Ownership.WithoutManagedFields(request.Live);
        ManagedFields.Record(
            before: null,
            accounted,
            request.Schema,
            BeforeFirstApply,
            request.ApiVersion,
            request.Subresource,
            request.Time,
            request.ResetFields);
        return ManagerEntries.Of(accounted);
    }

    /// <summary>
    /// Takes out what the applier named last time, does not name now, and no other manager holds
    /// (structured-merge-diff's prune: first everything it named, then back what others own, then back what was never its own).
    /// </summary>
    private static JsonObject DropAbandoned(MergeType type, JsonObject merged, ManagerEntries entries, FieldSet formerFields)
    {
        var owned = entries.All.Aggregate(new FieldSet(), (all, entry) => all.Union(entry.Fields)).WithNamedParents(type);
        var former = formerFields.WithNamedParents(type);
        var all = OwnedFields.Of(type, merged).WithNamedParents(type);

        var withoutFormer = ItemRemover.Remove(type, merged, former);
        var left = OwnedFields.Of(type, withoutFormer).WithNamedParents(type);
        var withOwned = ItemRemover.Remove(type, merged, all.Except(left.Union(owned)));

        var leftWithOwned = OwnedFields.Of(type, withOwned).WithNamedParents(type);
        return ItemRemover.Remove(type, merged, all.Except(leftWithOwned).Intersect(former));
    }

    private static void RefuseConflicts(IReadOnlyList<(ManagerEntry Owner, FieldSet Fields)> conflicts, FieldSet allowed)
    {
        var refused = conflicts
            .Select(conflict => (conflict.Owner, Fields: conflict.Fields.Except(allowed)))
            .Where(conflict => !conflict.Fields.IsEmpty)
            .ToList();
        if (refused.Count > 0)
        {
            throw ApplyConflicts.Refusal(refused);
        }
    }

    private static void RefuseUnusable(ApplyRequest request)
    {
        var version = request.Config["apiVersion"]?.ToString();
        if (version != request.ApiVersion)
        {
            throw new ApiException(400, "BadRequest", $"invalid object type: {GroupVersionKind(request.Config)}");
        }

        if ((request.Config["metadata"] as JsonObject)?["managedFields"] is not null)
        {
            throw new ApiException(400, "BadRequest", "metadata.managedFields must be nil");
        }
    }

    private static string Describe(JsonObject config)
    {
        var metadata = config["metadata"] as JsonObject;
        return $"{metadata?["namespace"]}/{metadata?["name"]}; {GroupVersionKind(config)}";
    }

    private static string GroupVersionKind(JsonObject config)
    {
        var version = config["apiVersion"]?.ToString() ?? "";
        return $"{(version.Contains('/', StringComparison.Ordinal) ? version : "/" + version)}, Kind={config["kind"]}";
    }
}
