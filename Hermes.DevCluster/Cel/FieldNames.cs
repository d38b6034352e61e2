using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>Field names that are no CEL identifiers are escaped, as Kubernetes escapes them: <c>a-b</c> is <c>a__dash__b</c>.</summary>
internal static class FieldNames
{
    private static readonly HashSet<string> Keywords =
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while",
    ];

    /// <summary>The field that an escaped name means; null when the schema has none.</summary>
    public static (string Name, Schema Schema)? Find(Schema schema, string escaped)
    {
        if (!escaped.Contains("__", StringComparison.Ordinal))
        {
            return !Keywords.Contains(escaped) && schema.Properties.TryGetValue(escaped, out var direct) ? (escaped, direct) : null;
        }

        foreach (var (name, field) in schema.Properties)
        {
            if (Escape(name) == escaped)
            {
                return (name, field);
            }
        }

        return null;
    }

    /// <summary>The name as an identifier; null for a name that no rule can reach.</summary>
    public static string? Escape(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(IsReachable))
        {
            return null;
        }

        return Keywords.Contains(name)
            ? $"__{name}__"
            : name.Replace("__", "__underscores__", StringComparison.Ordinal)
                .Replace(".", "__dot__", StringComparison.Ordinal)
                .Replace("-", "__dash__", StringComparison.Ordinal)
                .Replace("/", "__slash__", StringComparison.Ordinal);
    }

    private static bool IsReachable(char c) => char.IsAsciiLetterOrDigit(c) || "_-./".Contains(c, StringComparison.Ordinal);
}
