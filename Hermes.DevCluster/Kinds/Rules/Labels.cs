using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Rules;

/// <summary>Rules of labels, annotations and label selectors.</summary>
internal static class Labels
{
    private const int MostAnnotationBytes = 256 * 1024;

    /// <summary>Faults of a map of labels.</summary>
    public static void Check(FaultList faults, string field, JsonNode? labels)
    {
        foreach (var (key, value) in labels as JsonObject ?? [])
        {
            faults.Each(field, key, Names.Qualified(key));
            faults.Each(field, value?.DeepClone(), Names.LabelValue(value.TextAt() ?? ""));
        }
    }

    /// <summary>Faults of a map of annotations.</summary>
    public static void CheckAnnotations(FaultList faults, string field, JsonNode? annotations)
    {
        var size = 0;
        foreach (var (key, value) in annotations as JsonObject ?? [])
        {
            faults.Each(field, key, Names.Qualified(key.ToLowerInvariant()));
            size += System.Text.Encoding.UTF8.GetByteCount(key) + System.Text.Encoding.UTF8.GetByteCount(value.TextAt() ?? "");
        }

        if (size > MostAnnotationBytes)
        {
            faults.TooLong(field, MostAnnotationBytes);
        }
    }

    /// <summary>Faults of a label selector; none where there is none.</summary>
    public static void CheckSelector(FaultList faults, string field, JsonNode? selector)
    {
        Check(faults, $"{field}.matchLabels", selector.At("matchLabels"));
        var index = 0;
        foreach (var requirement in selector.ObjectsAt("matchExpressions"))
        {
            CheckRequirement(faults, $"{field}.matchExpressions[{index++}]", requirement);
        }
    }

    /// <summary>Whether a label selector that is not null picks an object with these labels.</summary>
    public static bool Matches(JsonNode? selector, JsonNode? labels)
    {
        if (selector is null)
        {
            return false;
        }

        foreach (var (key, value) in selector.ObjectAt("matchLabels") ?? [])
        {
            if (labels.TextAt(key) != value.TextAt())
            {
                return false;
            }
        }

        return selector.ObjectsAt("matchExpressions").All(requirement =>
        {
            var value = labels.TextAt(requirement.TextAt("key") ?? "");
            return requirement.TextAt("operator") switch
            {
                "In" => value is not null && requirement.TextsAt("values").Contains(value),
                "NotIn" => value is null || !requirement.TextsAt("values").Contains(value),
                "Exists" => value is not null,
                "DoesNotExist" => value is null,
                _ => false,
            };
        });
    }

    /// <summary>Whether a selector names nothing and so picks everything.</summary>
    public static bool IsEmpty(JsonNode? selector) =>
        selector is not null
        && (selector.ObjectAt("matchLabels")?.Count ?? 0) == 0
        && (selector.ArrayAt("matchExpressions")?.Count ?? 0) == 0;

    private static void CheckRequirement(FaultList faults, string field, JsonObject requirement)
    {
        var values = requirement.ArrayAt("values");
        switch (requirement.TextAt("operator"))
        {
            case "In" or "NotIn":
                if ((values?.Count ?? 0) == 0)
                {
                    faults.Required($"{field}.values", "must be specified when `operator` is 'In' or 'NotIn'");
                }

                break;
            case "Exists" or "DoesNotExist":
                if ((values?.Count ?? 0) > 0)
                {
                    faults.Forbidden($"{field}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }

                break;
            default:
                faults.Invalid($"{field}.operator", requirement.TextAt("operator") ?? "", "not a valid selector operator");
                break;
        }

        var key = requirement.TextAt("key") ?? "";
        faults.Each($"{field}.key", key, Names.Qualified(key));
        var index = 0;
        foreach (var value in requirement.TextsAt("values"))
        {
            faults.Each($"{field}.values[{index++}]", value, Names.LabelValue(value));
        }
    }
}
