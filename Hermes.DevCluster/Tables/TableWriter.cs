using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tables;

/// <summary>Makes the <c>meta.k8s.io/v1 Table</c> answers that kubectl prints.</summary>
public static class TableWriter
{
    // To the letter, as API servers put it in every Table.
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to "
        + "request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and "
        + "configuration definition. Cannot be updated. More info: "
        + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    private static readonly PrinterColumn Name =
        new("Name", "string", static value => value.At("metadata", "name")) { Format = "name", Description = NameDescription };

    /// <summary>A Table of objects.</summary>
    /// <param name="row">The objects' kind.</param>
    /// <param name="objects">The objects, in order; they are read and never changed.</param>
    /// <param name="metadata">The list's metadata (<c>resourceVersion</c>, <c>continue</c>, …); null for that of the only object.</param>
    /// <param name="include">What the rows carry.</param>
    /// <param name="now">What ages are counted to.</param>
    /// <param name="columns">Whether the columns are told: a watch tells them with its first event only.</param>
    public static JsonObject Write(
        KindRow row,
        IEnumerable<JsonObject> objects,
        JsonObject? metadata,
        IncludeObject include,
        DateTimeOffset now,
        bool columns = true)
    {
        // Only events name themselves elsewhere than in the first column.
        IReadOnlyList<PrinterColumn> definitions = row.Columns.Any(static column => column.Format == "name")
            ? row.Columns
            : [Name, .. row.Columns.Count > 0 ? row.Columns : [CommonColumns.Age]];
        var rows = new JsonArray();
        JsonObject? first = null;
        foreach (var value in objects)
        {
            first ??= value;
            rows.Add((JsonNode)Row(value, definitions, include, now));
        }

        metadata ??= new JsonObject { ["resourceVersion"] = first.TextAt("metadata", "resourceVersion") ?? "" };
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata.DeepClone(),
            ["columnDefinitions"] = columns ? Definitions(row, definitions) : null,
            ["rows"] = rows,
        };
    }

    private static JsonArray Definitions(KindRow row, IReadOnlyList<PrinterColumn> columns)
    {
        var definitions = new JsonArray();
        foreach (var column in columns)
        {
            definitions.Add((JsonNode)new JsonObject
            {
                ["name"] = column.Name,
                // Only custom resources' tables say "date"; the cell is the age as text either way.
                ["type"] = column.Type == "date" && !row.Custom ? "string" : column.Type,
                ["format"] = column.Format,
                ["description"] = column.Description,
                ["priority"] = column.Priority,
            });
        }

        return definitions;
    }

    private static JsonObject Row(JsonObject value, IReadOnlyList<PrinterColumn> columns, IncludeObject include, DateTimeOffset now)
    {
        var cells = new JsonArray();
        foreach (var column in columns)
        {
            var cell = column.Cell(value);
            cells.Add(column.Type == "date" ? HumanDuration.Since(cell.TextAt(), now) : cell?.Parent is null ? cell : cell.DeepClone());
        }

        var row = new JsonObject { ["cells"] = cells };
        if (include == IncludeObject.Object)
        {
            row["object"] = value.DeepClone();
        }
        else if (include == IncludeObject.None)
        {
            row["object"] = null;
        }
        else
        {
            row["object"] = new JsonObject
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = value["metadata"]?.DeepClone(),
            };
        }

        return row;
    }
}
