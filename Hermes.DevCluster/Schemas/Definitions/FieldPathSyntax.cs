using System.Text;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The paths that rules (<c>fieldPath</c>) and selectable fields name: <c>.spec.color</c>, <c>.labels['a.b']</c>.</summary>
internal static class FieldPathSyntax
{
    /// <summary>The path as causes print it, and the schema it leads to; null with what is wrong.</summary>
    public static string? Resolve(string path, Schema schema, out Schema? found, out string fault)
    {
        var normal = new StringBuilder();
        fault = "";
        found = schema;
        for (var i = 0; i < path.Length;)
        {
            var isQuoted = path[i] == '[';
            if (Name(path, ref i) is not { } name)
            {
                fault = isQuoted ? "expected single quoted string in brackets" : $"expected [ or . but got: {path[i..]}";
                found = null;
                return null;
            }

            if (found.Properties.TryGetValue(name, out var field))
            {
                normal.Append(normal.Length == 0 ? "" : ".").Append(name);
                found = field;
            }
            else if (found.Properties.Count == 0 && found.AdditionalProperties is { } values)
            {
                normal.Append('[').Append(name).Append(']');
                found = values;
            }
            else
            {
                fault = "does not refer to a valid field";
                found = null;
                return null;
            }
        }

        return normal.ToString();
    }

    private static string? Name(string path, ref int at)
    {
        if (path[at] == '.')
        {
            var start = ++at;
            while (at < path.Length && path[at] is not ('.' or '['))
            {
                at++;
            }

            return at > start ? path[start..at] : null;
        }

        if (!path.AsSpan(at).StartsWith("['"))
        {
            return null;
        }

        var name = new StringBuilder();
        for (var i = at + 2; i + 1 < path.Length; i++)
        {
            if (path[i] == '\'' && path[i + 1] == ']')
            {
                at = i + 2;
                return name.ToString();
            }

            i += path[i] == '\\' ? 1 : 0;
            name.Append(path[i]);
        }

        return null;
    }
}
