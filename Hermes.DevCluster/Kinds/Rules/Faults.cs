using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Rules;

/// <summary>Collects an object's faults in the API server's words (<c>k8s.io/apimachinery/pkg/util/validation/field</c>).</summary>
internal sealed class Faults
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<FieldError> _all = [];

    public IReadOnlyList<FieldError> All => _all;

    public void Required(string field, string detail = "") => Add(field, "FieldValueRequired", "Required value", detail);

    public void Invalid(string field, JsonNode? value, string detail) =>
        Add(field, "FieldValueInvalid", $"Invalid value: {Text(value)}", detail);

    public void Duplicate(string field, JsonNode? value) => Add(field, "FieldValueDuplicate", $"Duplicate value: {Text(value)}", "");

    public void NotFound(string field, JsonNode? value) => Add(field, "FieldValueNotFound", $"Not found: {Text(value)}", "");

    public void Forbidden(string field, string detail) => Add(field, "FieldValueForbidden", "Forbidden", detail);

    public void TooLong(string field, int most) => Add(field, "FieldValueTooLong", "Too long", $"may not be more than {most} bytes");

    public void TooMany(string field, int count, int most) =>
        Add(field, "FieldValueTooMany", $"Too many: {count}", $"must have at most {most} items");

    public void NotSupported(string field, JsonNode? value, params ReadOnlySpan<string> supported)
    {
        var quoted = new string[supported.Length];
        for (var i = 0; i < supported.Length; i++)
        {
            quoted[i] = $"\"{supported[i]}\"";
        }

        Add(field, "FieldValueNotSupported", $"Unsupported value: {Text(value)}", $"supported values: {string.Join(", ", quoted)}");
    }

    /// <summary>A string that is there must be one of these.</summary>
    public void Choice(string field, string? value, params ReadOnlySpan<string> supported)
    {
        if (value is not null && !supported.Contains(value))
        {
            NotSupported(field, value, supported);
        }
    }

    /// <summary>A number that is there must not be below zero.</summary>
    public void NotNegative(string field, long? value)
    {
        if (value < 0)
        {
            Invalid(field, value, "must be greater than or equal to 0");
        }
    }

    /// <summary>A port that is there must be one.</summary>
    public void Port(string field, long? value)
    {
        if (value is < 1 or > 65535)
        {
            Invalid(field, value, "must be between 1 and 65535, inclusive");
        }
    }

    /// <summary>Every detail found with a value becomes a fault of it.</summary>
    public void Each(string field, JsonNode? value, IEnumerable<string> details)
    {
        foreach (var detail in details)
        {
            Invalid(field, value, detail);
        }
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(Relaxed) ?? "null";

    private void Add(string field, string reason, string message, string detail) =>
        _all.Add(new FieldError(field, reason, detail.Length == 0 ? message : $"{message}: {detail}"));
}
