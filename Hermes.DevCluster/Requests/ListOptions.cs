using System.Globalization;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Selectors;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>What a list or a watch is to show.</summary>
internal sealed record ListOptions
{
    /// <summary>Labels that objects must have.</summary>
    public required LabelSelector Labels { get; init; }

    /// <summary>Fields that objects must have.</summary>
    public required FieldSelector Fields { get; init; }

    /// <summary>The most items of a page; 0 for all.</summary>
    public long Limit { get; init; }

    /// <summary>Where a former page ended; empty for the start.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The revision asked for; null for the latest.</summary>
    public long? Revision { get; init; }

    /// <summary><c>Exact</c>, <c>NotOlderThan</c>, or empty.</summary>
    public string Match { get; init; } = "";

    /// <summary>Whether a watch wants to be told how far it has come.</summary>
    public bool Bookmarks { get; init; }

    /// <summary>Whether a watch wants what is there first; null where the request does not say.</summary>
    public bool? InitialEvents { get; init; }

    /// <summary>When a watch ends; null for whenever the server likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether there is a selector.</summary>
    public bool Selects => !Fields.IsEmpty || Labels.Requirements.Count > 0;

    /// <summary>Reads the options of a request.</summary>
    /// <exception cref="ApiException">400, 422, or 500 as the real server answers a wrong revision.</exception>
    public static ListOptions Of(QueryParameters query, KindRow row, bool isWatch)
    {
        var options = new ListOptions
        {
            Labels = LabelSelector.Parse(query["labelSelector"]),
            Fields = FieldSelector.Parse(query["fieldSelector"], row),
            Limit = Number(query, "limit") ?? 0,
            Continue = query["continue"],
            Revision = RevisionOf(query["resourceVersion"], isChecked: !isWatch && !row.Custom),
            Match = query["resourceVersionMatch"],
            Bookmarks = query.Flag("allowWatchBookmarks"),
            InitialEvents = query["sendInitialEvents"].Length == 0 ? null : query.Flag("sendInitialEvents"),
            Timeout = Number(query, "timeoutSeconds") is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null,
        };
        options.Check(query["resourceVersion"], isWatch);
        return options;
    }

    /// <summary>Whether an object is to be shown; fields are those of the kind's version.</summary>
    public bool Shows(KindRow row, StoredObject stored) =>
        Labels.Matches(stored.Value) && (Fields.IsEmpty || Fields.Matches(Versions.In(row, stored.Value)));

    /// <summary>Reads a version; null where there is none.</summary>
    /// <param name="text">The version.</param>
    /// <param name="isChecked">Whether the server reads it before its storage does, and answers in other words.</param>
    public static long? RevisionOf(string text, bool isChecked)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            return revision;
        }

        var fault = $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax";
        throw isChecked ? ApiErrors.BadRequest($"invalid resource version: {fault}") : ApiErrors.Internal(fault);
    }

    private static long? Number(QueryParameters query, string name)
    {
        var text = query[name];
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    private void Check(string revision, bool isWatch)
    {
        if (isWatch)
        {
            if (Match.Length > 0 && InitialEvents is null)
            {
                throw Refuse(
                    "resourceVersionMatch",
                    "FieldValueForbidden",
                    "Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }

            if (InitialEvents is not null && Match != "NotOlderThan")
            {
                throw Refuse(
                    "resourceVersionMatch",
                    "FieldValueForbidden",
                    "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
            }

            return;
        }

        if (InitialEvents is not null)
        {
            throw Refuse("sendInitialEvents", "FieldValueForbidden", "Forbidden: sendInitialEvents is forbidden for list");
        }

        if (Match.Length == 0)
        {
            return;
        }

        if (revision.Length == 0)
        {
            throw Refuse(
                "resourceVersionMatch",
                "FieldValueForbidden",
                "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided");
        }

        if (Continue.Length > 0)
        {
            throw Refuse(
                "resourceVersionMatch", "FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden when continue is provided");
        }

        if (Match is not ("Exact" or "NotOlderThan"))
        {
            throw Refuse(
                "resourceVersionMatch",
                "FieldValueNotSupported",
                $"Unsupported value: \"{Match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        }

        if (Match == "Exact" && revision == "0")
        {
            throw Refuse(
                "resourceVersionMatch",
                "FieldValueForbidden",
                "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static ApiException Refuse(string field, string reason, string message) =>
        ApiErrors.InvalidOption("ListOptions", new FieldError(field, reason, message));
}
