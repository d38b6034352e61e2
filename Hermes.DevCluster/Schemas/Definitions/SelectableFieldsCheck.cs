using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The fields that field selectors may name besides an object's name and namespace.</summary>
internal static class SelectableFieldsCheck
{
    private const int MostFields = 8;

    /// <summary>Every fault of the fields.</summary>
    public static IEnumerable<FieldError> Check(string at, JsonArray fields, Schema schema)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < fields.Count; i++)
        {
            var field = $"{at}[{i}].jsonPath";
            var path = JsonTypes.Text(fields[i]?["jsonPath"]) ?? "";
            if (path.Length == 0)
            {
                yield return FieldErrors.Required(field);
            }
            else if (FieldPathSyntax.Resolve(path, schema, out var found, out var fault) is not { } normal)
            {
                yield return FieldErrors.Invalid(field, path, $"is an invalid path: {fault}");
            }
            else
            {
                foreach (var error in CheckField(field, path, normal, found))
                {
                    yield return error;
                }

                if (!seen.Add(normal))
                {
                    yield return FieldErrors.Duplicate(field, path);
                }
            }
        }

        if (seen.Count > MostFields)
        {
            yield return FieldErrors.TooMany(at, seen.Count, MostFields);
        }
    }

    private static IEnumerable<FieldError> CheckField(string field, string path, string normal, Schema? found)
    {
        if (normal.Split('.')[0] == "metadata")
        {
            yield return FieldErrors.Invalid(field, path, "must not point to fields in metadata");
        }

        if (found?.Type is not ("string" or "boolean" or "integer"))
        {
            const string Rule = "must point to a field of type string, boolean or integer. "
                + "Enum string fields and strings with formats are allowed.";
            yield return FieldErrors.Invalid(field, path, Rule);
        }
    }
}
