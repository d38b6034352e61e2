using System.Globalization;
using System.Text;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Cel.Functions.FunctionBuilder;

namespace Hermes.DevCluster.Cel.Functions;

/// <summary>Functions of text; positions and sizes count code points.</summary>
internal static class StringFunctions
{
    /// <summary>The overloads.</summary>
    public static IEnumerable<CelFunction> All =>
    [
        Method("startsWith", Bool, [Str, Str], a => Text(a, 0).StartsWith(Text(a, 1), StringComparison.Ordinal)),
        Method("endsWith", Bool, [Str, Str], a => Text(a, 0).EndsWith(Text(a, 1), StringComparison.Ordinal)),
        Method("contains", Bool, [Str, Str], a => Text(a, 0).Contains(Text(a, 1), StringComparison.Ordinal)),
        Method("matches", Bool, [Str, Str], a => IsMatch(Text(a, 0), Text(a, 1))),
        Function("matches", Bool, [Str, Str], a => IsMatch(Text(a, 0), Text(a, 1))),
        Method("find", Str, [Str, Str], a => Regex(Text(a, 1)).Match(Text(a, 0)).Value),
        Method("lowerAscii", Str, [Str], a => ChangeCase(Text(a, 0), char.IsAsciiLetterUpper, 32)),
        Method("upperAscii", Str, [Str], a => ChangeCase(Text(a, 0), char.IsAsciiLetterLower, -32)),
        Method("trim", Str, [Str], a => Text(a, 0).Trim()),
        Method("replace", Str, [Str, Str, Str], a => Replace(Text(a, 0), Text(a, 1), Text(a, 2), -1)),
        Method("replace", Str, [Str, Str, Str, Int], a => Replace(Text(a, 0), Text(a, 1), Text(a, 2), (long)a[3])),
        Method("split", Strings, [Str, Str], a => Split(Text(a, 0), Text(a, 1), -1)),
        Method("split", Strings, [Str, Str, Int], a => Split(Text(a, 0), Text(a, 1), (long)a[2])),
        Method("join", Str, [Strings], a => Join((CelList)a[0], "")),
        Method("join", Str, [Strings, Str], a => Join((CelList)a[0], Text(a, 1))),
        Method("substring", Str, [Str, Int], a => Substring(Runes(a, 0), (long)a[1], null)),
        Method("substring", Str, [Str, Int, Int], a => Substring(Runes(a, 0), (long)a[1], (long)a[2])),
        Method("charAt", Str, [Str, Int], a => CharAt(Runes(a, 0), (long)a[1])),
        Method("indexOf", Int, [Str, Str], a => IndexOf(Runes(a, 0), Runes(a, 1), 0)),
        Method("indexOf", Int, [Str, Str, Int], a => IndexOf(Runes(a, 0), Runes(a, 1), (long)a[2])),
        Method("lastIndexOf", Int, [Str, Str], a => (long)Runes(a, 0).AsSpan().LastIndexOf(Runes(a, 1))),
        Method("format", Str, [Str, List], a => Format(Text(a, 0), (CelList)a[1])),
    ];

    private static string Text(IReadOnlyList<object> arguments, int at) => (string)arguments[at];

    private static Rune[] Runes(IReadOnlyList<object> arguments, int at) => [.. Text(arguments, at).EnumerateRunes()];

    private static string Text(ReadOnlySpan<Rune> runes)
    {
        var text = new StringBuilder();
        foreach (var rune in runes)
        {
            text.Append(rune.ToString());
        }

        return text.ToString();
    }

    private static bool IsMatch(string text, string pattern) => Regex(pattern).IsMatch(text);

    private static System.Text.RegularExpressions.Regex Regex(string pattern) =>
        GoRegex.Compile(pattern) ?? throw new CelException($"error parsing regexp: {pattern}");

    private static string ChangeCase(string text, Func<char, bool> changes, int by) =>
        string.Concat(text.Select(c => changes(c) ? (char)(c + by) : c));

    private static string Replace(string text, string old, string replacement, long times)
    {
        if (old.Length == 0 || times < 0)
        {
            return old.Length == 0 ? text : text.Replace(old, replacement, StringComparison.Ordinal);
        }

        var parts = text.Split(old, (int)Math.Min(times + 1, int.MaxValue));
        return string.Join(replacement, parts);
    }

    private static CelList Split(string text, string separator, long most) => most switch
    {
        0 => new([]),
        _ when separator.Length == 0 => new([.. text.EnumerateRunes().Select(object (rune) => rune.ToString())]),
        < 0 => new([.. text.Split(separator)]),
        _ => new([.. text.Split(separator, (int)Math.Min(most, int.MaxValue))]),
    };

    private static string Join(CelList list, string separator) => string.Join(separator, list.Items.Select(item =>
        item as string ?? throw new CelException("no such overload")));

    private static string Substring(Rune[] runes, long start, long? end)
    {
        var last = end ?? runes.Length;
        if (start < 0 || last > runes.Length || start > last)
        {
            var wrong = start < 0 || start > runes.Length ? start : last;
            throw new CelException($"index out of range: {wrong.ToString(CultureInfo.InvariantCulture)}");
        }

        return Text(runes.AsSpan((int)start, (int)(last - start)));
    }

    private static string CharAt(Rune[] runes, long at) =>
        at < 0 || at > runes.Length
            ? throw new CelException($"index out of range: {at.ToString(CultureInfo.InvariantCulture)}")
            : at == runes.Length ? "" : runes[at].ToString();

    private static object IndexOf(Rune[] text, Rune[] part, long start)
    {
        if (start < 0 || start > text.Length)
        {
            throw new CelException($"index out of range: {start.ToString(CultureInfo.InvariantCulture)}");
        }

        var found = text.AsSpan((int)start).IndexOf(part);
        return found < 0 ? -1L : found + start;
    }

    private static string Format(string format, CelList values)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            var clause = ++i < format.Length ? format[i] : '\0';
            if (clause == '%')
            {
                text.Append('%');
            }
            else if (clause is not ('s' or 'd'))
            {
                throw new CelException($"could not parse formatting clause: unrecognized formatting clause \"{clause}\"");
            }
            else
            {
                text.Append(next < values.Items.Count
                    ? CelValues.Text(values.Items[next++])
                    : throw new CelException($"index {next.ToString(CultureInfo.InvariantCulture)} out of range"));
            }
        }

        return text.ToString();
    }
}
