namespace Hermes.DevCluster.Selectors;

/// <summary>One term of a label selector.</summary>
/// <param name="Key">The label.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">What it is compared with.</param>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether a label's value meets it.</summary>
    /// <param name="value">Null where the label is absent.</param>
    public bool Meets(string? value) => Operator switch
    {
        LabelOperator.In => value is not null && Values.Contains(value, StringComparer.Ordinal),
        LabelOperator.NotIn => value is null || !Values.Contains(value, StringComparer.Ordinal),
        LabelOperator.Exists => value is not null,
        LabelOperator.Absent => value is null,
        LabelOperator.Greater => Number(value) is { } number && number > Number(Values[0]),
        LabelOperator.Less => Number(value) is { } number && number < Number(Values[0]),
        _ => false,
    };

    private static long? Number(string? text) =>
        long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
