using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>A printer column of a CRD.</summary>
internal static class ColumnCheck
{
    private static readonly string[] Types = ["boolean", "date", "integer", "number", "string"];

    private static readonly string[] Formats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

    /// <summary>Every fault of the column.</summary>
    public static IEnumerable<FieldError> Check(string at, JsonObject column)
    {
        var types = $"must be one of {string.Join(',', Types)}";
        if (Text(column, "name").Length == 0)
        {
            yield return FieldErrors.Required($"{at}.name");
        }

        var type = Text(column, "type");
        if (type.Length == 0)
        {
            yield return FieldErrors.Required($"{at}.type", types);
        }
        else if (!Types.Contains(type))
        {
            yield return FieldErrors.Invalid($"{at}.type", type, types);
        }

        if (Text(column, "format") is { Length: > 0 } format && !Formats.Contains(format))
        {
            yield return FieldErrors.Invalid($"{at}.format", format, $"must be one of {string.Join(',', Formats)}");
        }

        var path = Text(column, "jsonPath");
        if (path.Length == 0)
        {
            yield return FieldErrors.Required($"{at}.JSONPath");
        }
        else if (path[0] != '.')
        {
            yield return FieldErrors.Invalid($"{at}.JSONPath", path, "must be a simple json path starting with .");
        }
    }

    private static string Text(JsonObject json, string name) => JsonTypes.Text(json[name]) ?? "";
}
