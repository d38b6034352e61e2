using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Requests;

/// <summary>How a write is to be done.</summary>
internal sealed class WriteOptions
{
    /// <summary>The field manager.</summary>
    public required string Manager { get; init; }

    /// <summary>Whether everything but the storing is done.</summary>
    public bool DryRun { get; init; }

    /// <summary>What becomes of unknown fields.</summary>
    public FieldValidation FieldValidation { get; init; } = FieldValidation.Ignore;

    /// <summary>Whether a server-side apply takes fields from other managers.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the body is a patch: unknown fields under strict validation are then refused in other words.</summary>
    public bool IsPatch { get; init; }

    /// <summary>
    /// Refuses a caller who may not create: asked where an update or an apply finds nothing to change, once the object is found fit.
    /// </summary>
    public Action? CheckCreate { get; set; }

    /// <summary>The paths of fields that the body repeats.</summary>
    public List<string> Duplicates { get; } = [];

    /// <summary>What the answer warns of.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads the options of a request.</summary>
    /// <param name="query">The query.</param>
    /// <param name="userAgent">Names the manager where the query does not.</param>
    /// <param name="options">What messages call the options: <c>CreateOptions</c>, <c>UpdateOptions</c>, <c>PatchOptions</c>.</param>
    /// <param name="isApply">Whether a manager must be named.</param>
    public static WriteOptions Of(QueryParameters query, string userAgent, string options, bool isApply = false)
    {
        var manager = query["fieldManager"];
        if (manager.Length == 0 && isApply)
        {
            throw Refuse("fieldManager", "FieldValueRequired", "Required value: is required for apply patch");
        }

        if (manager.Length > 128)
        {
            throw Refuse("fieldManager", "FieldValueTooLong", "Too long: may not be more than 128 bytes");
        }

        if (manager.EnumerateRunes().Select(static (rune, at) => (rune, at)).FirstOrDefault(static each => Rune.IsControl(each.rune)) is { rune.Value: > 0 } odd)
        {
            throw Refuse(
                "fieldManager",
                "FieldValueInvalid",
                $"Invalid value: {GoText.Quote(manager)}: invalid character U+{odd.rune.Value:X4} (at position {odd.at})");
        }

        if (query["force"].Length > 0 && !isApply && options == "PatchOptions")
        {
            throw Refuse("force", "FieldValueForbidden", "Forbidden: may not be specified for non-apply patch");
        }

        return new WriteOptions
        {
            Manager = manager.Length > 0 ? manager : FromUserAgent(userAgent),
            DryRun = DryRunOf(),
            FieldValidation = FieldValidationOf(),
            Force = query.Flag("force"),
            IsPatch = options == "PatchOptions",
        };

        bool DryRunOf()
        {
            var asked = query.All("dryRun");
            return asked.All(value => value is "All" or "")
                ? asked.Contains("All", StringComparer.Ordinal)
                : throw Refuse("dryRun", "FieldValueNotSupported", $"Unsupported value: {GoText.Json(new JsonArray([.. asked.Select(value => JsonValue.Create(value))]))}: supported values: \"All\"");
        }

        FieldValidation FieldValidationOf() => query["fieldValidation"] switch
        {
            "" or "Warn" => FieldValidation.Warn,
            "Ignore" => FieldValidation.Ignore,
            "Strict" => FieldValidation.Strict,
            var other => throw Refuse(
                "fieldValidation",
                "FieldValueNotSupported",
                $"Unsupported value: \"{other}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""),
        };

        ApiException Refuse(string field, string reason, string message) =>
            ApiErrors.InvalidOption(options, new FieldError(field, reason, message));
    }

    /// <summary>The patch as messages print it; null where they print the patched object.</summary>
    public string? PatchText { get; set; }

    /// <summary>The refusal of a body that strict validation finds a fault in.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="patched">The object as the patch leaves it.</param>
    /// <param name="why">The fault.</param>
    public ApiException StrictRefusal(KindRow row, string patched, string why) => IsPatch
        ? ApiErrors.InvalidPatch(PatchText ?? patched, why)
        : ApiErrors.BadRequest($"{row.Kind} in version \"{row.Version}\" cannot be handled as a {row.Kind}: {why}");

    /// <summary>Answers a write: what it warned of goes with the answer, be that a refusal.</summary>
    public ApiResponse Answer(Func<ApiResponse> write)
    {
        try
        {
            return write() with { Warnings = Warnings };
        }
        catch (ApiException refusal) when (Warnings.Count > 0)
        {
            return ApiResponse.Failure(refusal) with { Warnings = Warnings };
        }
    }

    private static string FromUserAgent(string userAgent)
    {
        var end = userAgent.IndexOf('/', StringComparison.Ordinal);
        var name = end < 0 ? userAgent : userAgent[..end];
        return name.Length switch
        {
            0 => "unknown",
            > 128 => name[..128],
            _ => name,
        };
    }
}
