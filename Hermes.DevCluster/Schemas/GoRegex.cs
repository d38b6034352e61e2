using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Hermes.DevCluster.Schemas;

/// <summary>
/// Go's regular expressions (RE2) on .NET's engine without backtracking, which refuses what RE2 refuses and takes linear time.
/// </summary>
internal static class GoRegex
{
    private const int MostCached = 1024;

    private static readonly ConcurrentDictionary<string, Regex?> Cache = new();

    private static readonly Dictionary<string, string> Posix = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["digit"] = "0-9",
        ["lower"] = "a-z",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>The compiled pattern; null when it is none.</summary>
    public static Regex? Compile(string pattern)
    {
        if (Cache.Count >= MostCached)
        {
            // Patterns may come from data (CEL's matches), so the cache must not grow with it.
            Cache.Clear();
        }

        return Cache.GetOrAdd(pattern, static text =>
        {
            try
            {
                return new Regex(Translate(text), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
            {
                return null;
            }
        });
    }

    /// <summary>Spells out what means something else to .NET: <c>$</c>, the ASCII classes, named groups, literal quotes.</summary>
    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 8);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest[0] == '\\' && rest.Length > 1)
            {
                i += Escape(rest, inClass, result) - 1;
            }
            else if (inClass)
            {
                i += ClassMember(rest, result) - 1;
                inClass = rest[0] != ']';
            }
            else if (rest[0] == '[')
            {
                i += ClassStart(rest, result) - 1;
                inClass = true;
            }
            else if (rest.StartsWith("(?P<"))
            {
                result.Append("(?<");
                i += 3;
            }
            else
            {
                result.Append(rest[0] == '$' ? "\\z" : rest[0].ToString());
            }
        }

        return result.ToString();
    }

    /// <summary>The opening of a class; a bracket right after it is a member.</summary>
    private static int ClassStart(ReadOnlySpan<char> rest, StringBuilder result)
    {
        var length = rest.StartsWith("[^") ? 2 : 1;
        result.Append(rest[..length]);
        if (rest.Length > length && rest[length] == ']')
        {
            result.Append("\\]");
            length++;
        }

        return length;
    }

    private static int ClassMember(ReadOnlySpan<char> rest, StringBuilder result)
    {
        if (rest.StartsWith("[:") && rest.IndexOf(":]") is var end and > 0 && Posix.TryGetValue(rest[2..end].ToString(), out var members))
        {
            result.Append(members);
            return end + 2;
        }

        result.Append(rest[0] == '[' ? "\\[" : rest[0].ToString());
        return 1;
    }

    private static int Escape(ReadOnlySpan<char> rest, bool inClass, StringBuilder result)
    {
        if (rest[1] == 'Q')
        {
            var end = rest.IndexOf("\\E");
            var literal = end < 0 ? rest[2..] : rest[2..end];
            result.Append(Regex.Escape(literal.ToString()));
            return end < 0 ? rest.Length : end + 2;
        }

        var members = rest[1] switch
        {
            'd' or 'D' => "0-9",
            'w' or 'W' => "0-9A-Za-z_",
            's' or 'S' => @"\t\n\f\r ",
            _ => null,
        };
        if (members is null || (inClass && char.IsUpper(rest[1])))
        {
            result.Append(rest[..2]);
        }
        else
        {
            result.Append(inClass ? members : char.IsUpper(rest[1]) ? $"[^{members}]" : $"[{members}]");
        }

        return 2;
    }
}
