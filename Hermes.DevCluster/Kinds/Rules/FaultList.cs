using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Rules;

/// <summary>Collects an object's faults in the API server's words.</summary>
internal sealed class FaultList
{
    private readonly List<FieldError> _all = [];

    public IReadOnlyList<FieldError> All => _all;

    public void Required(string field, string detail = "") => _all.Add(FieldErrors.Required(field, detail));

    public void Invalid(string field, JsonNode? value, string detail) => _all.Add(FieldErrors.Invalid(field, value, detail));

    public void Duplicate(string field, JsonNode? value) => _all.Add(FieldErrors.Duplicate(field, value));

    public void Duplicate(string field, GoLiteral value) =>
        _all.Add(new FieldError(field, "FieldValueDuplicate", $"Duplicate value: {value.Text}"));

    public void Invalid(string field, GoLiteral value, string detail) =>
        _all.Add(FieldErrors.Invalid(field, value, detail));

    public void NotFound(string field, string value) =>
        _all.Add(new FieldError(field, "FieldValueNotFound", $"Not found: {GoText.Quote(value)}"));

    public void Forbidden(string field, string detail) => _all.Add(FieldErrors.Forbidden(field, detail));

    public void TooLong(string field, int most) => _all.Add(FieldErrors.TooLong(field, most));

    public void NotSupported(string field, JsonNode? value, params ReadOnlySpan<string> supported) =>
        _all.Add(FieldErrors.NotSupported(field, value, supported.ToArray()));

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
}
