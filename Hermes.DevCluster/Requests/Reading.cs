using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Requests;

/// <summary>Answers get and list.</summary>
internal sealed class Reading(ObjectStore store, TimeProvider clock)
{
    private const string TooOldPage =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    /// <summary>One object.</summary>
    public ApiResponse Get(KindRow row, ObjectKey key, QueryParameters query, string accept)
    {
        var form = Negotiation.Choose(accept);
        var revision = ListOptions.RevisionOf(query["resourceVersion"], isChecked: false);
        var world = store.World;
        if (revision > world.Revision)
        {
            throw ApiErrors.TooLargeResourceVersion(revision.Value, world.Revision);
        }

        var stored = world.Of(ObjectStore.StorageKey(row)).Get(key) ?? throw ApiErrors.NotFound(row, key.Name);
        return form == AcceptedForm.Object && Versions.IsIn(row, stored.Value)
            ? new ApiResponse { Status = 200, Body = new BytesBody(stored.Utf8.ToArray()) }
            : One(row, Versions.In(row, stored.Value), 200, form, query);
    }

    /// <summary>An answer of one object in the form that the client wants.</summary>
    public ApiResponse One(KindRow row, JsonObject value, int status, AcceptedForm form, QueryParameters query) =>
        ApiResponse.Json(status, form switch
        {
            AcceptedForm.Table => TableWriter.Write(row, [value], null, Include(query), clock.GetUtcNow()),
            AcceptedForm.PartialObjectMetadata => PartialMetadata.Of(value),
            AcceptedForm.PartialObjectMetadataList => throw ApiErrors.NotAcceptable(),
            _ => value,
        });

    /// <summary>The objects of a kind, in one namespace or in all.</summary>
    public ApiResponse List(KindRow row, string? ns, QueryParameters query, string accept)
    {
        var form = Negotiation.Choose(accept);
        var options = ListOptions.Of(query, row, isWatch: false);
        var (state, revision, after) = Snapshot(row, ns, options);
        var (items, metadata) = Page(row, ns, options, state, revision, after);
        switch (form)
        {
            case AcceptedForm.Table:
                DropEmptyToken(metadata);
                var values = items.Select(item => Versions.In(row, item.Value));
                return ApiResponse.Json(200, TableWriter.Write(row, values, metadata, Include(query), clock.GetUtcNow()));
            case AcceptedForm.PartialObjectMetadataList:
                DropEmptyToken(metadata);
                return ApiResponse.Json(200, PartialMetadata.List(items.Select(item => item.Value), metadata));
            case AcceptedForm.PartialObjectMetadata:
                throw ApiErrors.NotAcceptable();
            default:
                return new ApiResponse { Status = 200, Body = new ListBody(Head(row, metadata), row, items) };
        }
    }

    /// <summary>A list of given objects, as a deletecollection answers.</summary>
    public ApiResponse ListOf(KindRow row, IEnumerable<JsonObject> values)
    {
        var metadata = new JsonObject { ["resourceVersion"] = Text(store.World.Revision) };
        if (row.Custom)
        {
            metadata["continue"] = "";
        }

        return ApiResponse.Json(200, new JsonObject
        {
            ["apiVersion"] = Versions.ApiVersion(row),
            ["kind"] = row.ListKind ?? $"{row.Kind}List",
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. values.Select(value => value.DeepClone())]),
        });
    }

    /// <summary>What <c>includeObject</c> asks for.</summary>
    public static IncludeObject Include(QueryParameters query) => query["includeObject"] switch
    {
        "None" => IncludeObject.None,
        "Object" => IncludeObject.Object,
        "Metadata" or "" => IncludeObject.Metadata,
        var other => throw ApiErrors.BadRequest(
            $"Unable to convert to Table as requested: includeObject: Invalid value: {GoText.Quote(other)}: must be 'Metadata', 'Object', 'None', or empty"),
    };

    // Only a custom resource's own list carries the token in any case.
    private static void DropEmptyToken(JsonObject metadata)
    {
        if (metadata.Text("continue") is "")
        {
            metadata.Remove("continue");
        }
    }

    private static string Text(long revision) => revision.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Head(KindRow row, JsonObject metadata)
    {
        var head = new JsonObject
        {
            ["kind"] = row.ListKind ?? $"{row.Kind}List",
            ["apiVersion"] = Versions.ApiVersion(row),
            ["metadata"] = metadata,
            ["items"] = new JsonArray(),
        };
        return JsonText.Utf8(head).AsMemory()[..^2];
    }

    private (ResourceState State, long Revision, ObjectKey? After) Snapshot(KindRow row, string? ns, ListOptions options)
    {
        var world = store.ViewOf(row);
        if (options.Continue.Length > 0)
        {
            var token = ContinueToken.Parse(options.Continue, ns);
            if (options.Revision is not null and not 0)
            {
                throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            }

            if (token.Revision < 0)
            {
                return (world.Of(ObjectStore.StorageKey(row)), world.Revision, token.After);
            }

            var page = store.At(row, token.Revision)
                ?? throw ApiErrors.Expired(TooOldPage, (token with { Revision = -1 }).Format(ns));
            return (page, token.Revision, token.After);
        }

        if (options.Revision is { } asked)
        {
            if (asked > world.Revision)
            {
                throw ApiErrors.TooLargeResourceVersion(asked, world.Revision);
            }

            // With a limit, a version without a match rule is read exactly; without one it is only a lower bound.
            if (options.Match == "Exact" || (options is { Match: "", Limit: > 0 } && asked > 0))
            {
                var past = store.At(row, asked)
                    ?? throw ApiErrors.Expired("The resourceVersion for the provided list is too old.");
                return (past, asked, null);
            }
        }

        return (world.Of(ObjectStore.StorageKey(row)), world.Revision, null);
    }

    private static (IReadOnlyList<StoredObject> Items, JsonObject Metadata) Page(
        KindRow row, string? ns, ListOptions options, ResourceState state, long revision, ObjectKey? after)
    {
        var all = state.List(ns);
        if (after is { } last)
        {
            all = all.SkipWhile(item => Compare(item.Key, last) <= 0);
        }

        // A version of 0 is served from the watch cache, which knows no pages.
        var limit = options is { Revision: 0, Match: not "Exact" } ? 0 : options.Limit;
        var items = new List<StoredObject>();
        var left = 0L;
        foreach (var item in all)
        {
            if (limit > 0 && items.Count == limit)
            {
                left++;
            }
            else if (options.Shows(row, item))
            {
                items.Add(item);
            }
        }

        var metadata = new JsonObject { ["resourceVersion"] = Text(revision) };
        if (left > 0)
        {
            metadata["continue"] = new ContinueToken(revision, items[^1].Key).Format(ns);
            if (!options.Selects)
            {
                metadata["remainingItemCount"] = left;
            }
        }
        else if (row.Custom)
        {
            metadata["continue"] = "";
        }

        return (items, metadata);
    }

    private static int Compare(ObjectKey a, ObjectKey b)
    {
        var order = NamespaceOrder.Instance.Compare(a.Namespace, b.Namespace);
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    }
}
