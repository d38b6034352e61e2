using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>What the scale subresource reads must be fit to be read.</summary>
internal static class ScaleCheck
{
    /// <summary>Every fault of the counts and the selector.</summary>
    public static IEnumerable<FieldError> Check(JsonObject owner, ScaleRow scale) =>
    [
        .. CheckCount(owner, scale.SpecReplicasPath),
        .. CheckCount(owner, scale.StatusReplicasPath),
        .. CheckSelector(owner, scale.LabelSelectorPath),
    ];

    private static IEnumerable<FieldError> CheckSelector(JsonObject owner, string? path)
    {
        if (path is not null && Read(owner, path) is { } selector && JsonTypes.Text(selector) is null)
        {
            yield return FieldErrors.Invalid(
                path, "", $"{path} accessor error: {GoText.Printed(selector)} is of the type {JsonTypes.Of(selector)}, expected string");
        }
    }

    private static IEnumerable<FieldError> CheckCount(JsonObject owner, string path)
    {
        if (Read(owner, path) is not { } value)
        {
            yield break;
        }

        if (!JsonTypes.TryInteger(value, out var count))
        {
            yield return FieldErrors.Invalid(
                path, 0, $"{path} accessor error: {GoText.Printed(value)} is of the type {JsonTypes.Of(value)}, expected int64");
        }
        else if (count < 0)
        {
            yield return FieldErrors.Invalid(path, count, "should be a non-negative integer");
        }
        else if (count > int.MaxValue)
        {
            yield return FieldErrors.Invalid(
                path, count, $"should be less than or equal to {int.MaxValue.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static JsonNode? Read(JsonObject owner, string path) =>
        path.TrimStart('.').Split('.').Aggregate((JsonNode?)owner, (value, name) => (value as JsonObject)?[name]);
}
