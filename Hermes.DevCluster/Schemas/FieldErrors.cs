using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Schemas;

/// <summary>The faults of the API server's own vocabulary (apimachinery's field package), worded as it words them.</summary>
internal static class FieldErrors
{
    /// <summary>What the server prints where a fault belongs to no field.</summary>
    public const string NoField = "<nil>";

    /// <summary>Something that must be there is not.</summary>
    public static FieldError Required(string field, string detail = "") =>
        new(Path(field), "FieldValueRequired", Join("Required value", detail));

    /// <summary>A value is malformed.</summary>
    public static FieldError Invalid(string field, JsonNode? value, string detail) =>
        new(Path(field), "FieldValueInvalid", Join($"Invalid value: {GoText.Value(value)}", detail));

    /// <summary>A value is malformed; it is printed as the real server's internal Go type.</summary>
    public static FieldError Invalid(string field, GoLiteral value, string detail) =>
        new(Path(field), "FieldValueInvalid", Join($"Invalid value: {value.Text}", detail));

    /// <summary>A value is malformed and too big to print.</summary>
    public static FieldError InvalidOmitted(string field, string detail) =>
        new(Path(field), "FieldValueInvalid", Join("Invalid value", detail));

    /// <summary>A value is of another type than the schema's.</summary>
    public static FieldError TypeInvalid(string field, string value, string detail) =>
        new(Path(field), "FieldValueTypeInvalid", Join($"Invalid value: {GoText.Quote(value)}", detail));

    /// <summary>A value is none of those allowed.</summary>
    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> allowed)
    {
        var list = string.Join(", ", allowed.Select(GoText.Quote));
        var detail = list.Length == 0 ? "" : $"supported values: {list}";
        return new(Path(field), "FieldValueNotSupported", Join($"Unsupported value: {GoText.Value(value)}", detail));
    }

    /// <summary>A value appears twice where it may only once.</summary>
    public static FieldError Duplicate(string field, JsonNode? value) =>
        new(Path(field), "FieldValueDuplicate", $"Duplicate value: {GoText.Value(value)}");

    /// <summary>A value may not be set or changed.</summary>
    public static FieldError Forbidden(string field, string detail) =>
        new(Path(field), "FieldValueForbidden", Join("Forbidden", detail));

    /// <summary>A string is too long.</summary>
    public static FieldError TooLong(string field, long most) =>
        new(Path(field), "FieldValueTooLong", $"Too long: may not be more than {most} {(most == 1 ? "byte" : "bytes")}");

    /// <summary>A list or map has too many entries.</summary>
    public static FieldError TooMany(string field, long actual, long most) =>
        new(Path(field), "FieldValueTooMany", $"Too many: {actual}: must have at most {most} {(most == 1 ? "item" : "items")}");

    private static string Path(string field) => field.Length == 0 ? NoField : field;

    private static string Join(string head, string detail) => detail.Length == 0 ? head : $"{head}: {detail}";
}
