using System.Text.RegularExpressions;

namespace Hermes.Chart.Tests.Observability;

/// <summary>As much of PromQL as tells which series an expression reads.</summary>
internal static partial class PromQl
{
    /// <summary>Every name that is neither a function, an operator, a label nor a variable.</summary>
    public static IEnumerable<string> Series(string expression)
    {
        // A variable's query asks for the values of a label of a series.
        var read = LabelValues.Replace(expression, "${series}");
        foreach (var noise in (Regex[])[Selector, Range, Grouping])
        {
            read = noise.Replace(read, " ");
        }

        return Name.Matches(read).Select(match => match.Value);
    }

    [GeneratedRegex(@"label_values\((?<series>[^,]*|.*\}),\s*\w+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValues { get; }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector { get; }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range { get; }

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping { get; }

    [GeneratedRegex(@"\b[a-zA-Z_]\w*\b(?!\s*\()", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name { get; }
}
