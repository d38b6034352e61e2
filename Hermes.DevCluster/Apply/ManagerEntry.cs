using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>One entry of <c>metadata.managedFields</c>.</summary>
internal sealed record ManagerEntry
{
    /// <summary>Who set the fields.</summary>
    public required string Manager { get; init; }

    /// <summary>Whether by server-side apply; else by creation, update or patch.</summary>
    public required bool Applied { get; init; }

    /// <summary>The group and version of the request.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The subresource written through; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>When the manager last changed the object, in RFC 3339; null when it never did.</summary>
    public string? Time { get; init; }

    /// <summary>The manager's fields.</summary>
    public FieldSet Fields { get; init; } = new();

    /// <summary>Whether both are the same manager's: an applier is one whatever version it applies in.</summary>
    public bool IsSameManager(ManagerEntry other) =>
        Manager == other.Manager && Applied == other.Applied && (Subresource ?? "") == (other.Subresource ?? "")
        && (Applied || ApiVersion == other.ApiVersion);

    /// <summary>Reads an entry; null when the real server would not accept it.</summary>
    public static ManagerEntry? Parse(JsonNode? json)
    {
        if (json is not JsonObject entry || Text(entry, "apiVersion") is not { Length: > 0 } apiVersion
            || Text(entry, "fieldsType") != "FieldsV1" || Text(entry, "operation") is not ("Apply" or "Update"))
        {
            return null;
        }

        return new()
        {
            Manager = Text(entry, "manager") ?? "",
            Applied = Text(entry, "operation") == "Apply",
            ApiVersion = apiVersion,
            Subresource = Text(entry, "subresource"),
            Time = Text(entry, "time"),
            Fields = FieldSet.Parse(entry["fieldsV1"]),
        };
    }

    /// <summary>The entry as JSON.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Applied ? "Apply" : "Update",
            ["apiVersion"] = ApiVersion,
        };
        if (Time is not null)
        {
            json["time"] = Time;
        }

        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = Fields.ToFieldsV1();
        if (!string.IsNullOrEmpty(Subresource))
        {
            json["subresource"] = Subresource;
        }

        return json;
    }

    /// <summary>The manager as conflicts print it.</summary>
    public override string ToString()
    {
        var name = Subresource is { Length: > 0 } ? $"\"{Manager}\" with subresource \"{Subresource}\"" : $"\"{Manager}\"";
        return Applied ? name : $"{name} using {ApiVersion}";
    }

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
