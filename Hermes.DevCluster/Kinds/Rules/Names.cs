using System.Text.RegularExpressions;

namespace Hermes.DevCluster.Kinds.Rules;

/// <summary>What is wrong with names, in the API server's words (<c>k8s.io/apimachinery/pkg/util/validation</c>).</summary>
internal static partial class Names
{
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = LabelPattern + @"(\." + LabelPattern + ")*";
    private const string Label1035Pattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string QualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string ValuePattern = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private const string WildcardPattern = @"\*\." + SubdomainPattern;
    private const string SubdomainSays =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
        + "and must start and end with an alphanumeric character";

    private const string QualifiedSays =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private const string KeyPattern = "[-._a-zA-Z0-9]+";
    private const int Timeout = 1000;

    /// <summary>Faults of an object's name.</summary>
    /// <param name="rule">What the kind asks for.</param>
    /// <param name="name">The name, or a prefix of one.</param>
    /// <param name="prefix">Whether it is a <c>generateName</c>: a dash at its end is as good as a letter.</param>
    public static IEnumerable<string> Of(NameRule rule, string name, bool prefix = false)
    {
        if (prefix && name.Length > 1 && name[^1] == '-')
        {
            name = string.Concat(name.AsSpan(0, name.Length - 1), "a");
        }

        return rule switch
        {
            NameRule.DnsLabel => Label(name),
            NameRule.Dns1035Label => Label1035(name),
            NameRule.PathSegment => PathSegment(name),
            _ => Subdomain(name),
        };
    }

    /// <summary>Faults of an RFC 1123 label.</summary>
    public static IEnumerable<string> Label(string name)
    {
        if (name.Length > 63)
        {
            yield return TooManyCharacters(63);
        }

        if (!LabelShape().IsMatch(name))
        {
            yield return SubdomainShape().IsMatch(name)
                ? "must not contain dots"
                : Mismatch(
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
                    LabelPattern,
                    "my-name",
                    "123-abc");
        }
    }

    /// <summary>Faults of an RFC 1035 label.</summary>
    public static IEnumerable<string> Label1035(string name)
    {
        if (name.Length > 63)
        {
            yield return TooManyCharacters(63);
        }

        if (!Label1035Shape().IsMatch(name))
        {
            yield return Mismatch(
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
                Label1035Pattern,
                "my-name",
                "abc-123");
        }
    }

    /// <summary>Faults of an RFC 1123 subdomain.</summary>
    public static IEnumerable<string> Subdomain(string name)
    {
        if (name.Length > 253)
        {
            yield return TooManyCharacters(253);
        }

        if (!SubdomainShape().IsMatch(name))
        {
            yield return Mismatch(SubdomainSays, SubdomainPattern, "example.com");
        }
    }

    /// <summary>Faults of a subdomain whose first label is an asterisk.</summary>
    public static IEnumerable<string> WildcardSubdomain(string name)
    {
        if (name.Length > 253)
        {
            yield return TooManyCharacters(253);
        }

        if (!WildcardShape().IsMatch(name))
        {
            yield return Mismatch(
                "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
                WildcardPattern,
                "*.example.com");
        }
    }

    /// <summary>Faults of a name that must fit into a path.</summary>
    public static IEnumerable<string> PathSegment(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var part in (string[])["/", "%"])
        {
            if (name.Contains(part, StringComparison.Ordinal))
            {
                yield return $"may not contain '{part}'";
            }
        }
    }

    /// <summary>Faults of a label's or annotation's key: a name, with an optional subdomain before a slash.</summary>
    public static IEnumerable<string> Qualified(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && key.IndexOf('/', slash + 1) >= 0)
        {
            return
            [
                "a valid label key " + Mismatch(QualifiedSays, QualifiedPattern, "MyName", "my.name", "123-abc")
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
            ];
        }

        var faults = new List<string>();
        if (slash == 0)
        {
            faults.Add("prefix part must be non-empty");
        }
        else if (slash > 0)
        {
            faults.AddRange(SubdomainPart(key[..slash]).Select(static fault => "prefix part " + fault));
        }

        var name = key[(slash + 1)..];
        if (name.Length == 0)
        {
            faults.Add("name part must be non-empty");
        }
        else if (name.Length > 63)
        {
            faults.Add("name part " + TooManyBytes(63));
        }

        if (!QualifiedShape().IsMatch(name))
        {
            faults.Add("name part " + Mismatch(QualifiedSays, QualifiedPattern, "MyName", "my.name", "123-abc"));
        }

        return faults;
    }

    /// <summary>Faults of a label's value.</summary>
    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > 63)
        {
            yield return TooManyBytes(63);
        }

        if (!ValueShape().IsMatch(value))
        {
            yield return Mismatch(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
                ValuePattern,
                "MyValue",
                "my_value",
                "12345");
        }
    }

    /// <summary>Faults of a key of a ConfigMap's or Secret's data.</summary>
    public static IEnumerable<string> DataKey(string key)
    {
        if (key.Length > 253)
        {
            yield return TooManyCharacters(253);
        }

        if (!KeyShape().IsMatch(key))
        {
            yield return Mismatch(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", KeyPattern, "key.name", "KEY_NAME", "key-name");
        }

        if (key is "." or "..")
        {
            yield return $"must not be '{key}'";
        }
    }

    /// <summary>Faults of a port's name.</summary>
    public static IEnumerable<string> PortName(string name)
    {
        if (name.Length > 15)
        {
            yield return TooManyCharacters(15);
        }

        if (!PortShape().IsMatch(name))
        {
            yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        }

        if (!name.Any(static letter => letter is >= 'a' and <= 'z'))
        {
            yield return "must contain at least one letter (a-z)";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            yield return "must not contain consecutive hyphens";
        }

        if (name.Length > 0 && (name[0] == '-' || name[^1] == '-'))
        {
            yield return "must not begin or end with a hyphen";
        }
    }

    /// <summary>Faults of an environment variable's name: anything printable but an equals sign.</summary>
    public static IEnumerable<string> EnvironmentVariable(string name)
    {
        if (name.Any(static letter => letter is < ' ' or > '~' or '='))
        {
            yield return "a valid environment variable name must consist only of printable ASCII characters other than '='";
        }
    }

    // Newer code of Kubernetes counts bytes, older code characters; it comes to the same, but reads differently.
    private static string TooManyBytes(int most) => $"must be no more than {most} bytes";

    private static string TooManyCharacters(int most) => $"must be no more than {most} characters";

    private static IEnumerable<string> SubdomainPart(string name)
    {
        if (name.Length > 253)
        {
            yield return TooManyBytes(253);
        }

        if (!SubdomainShape().IsMatch(name))
        {
            yield return Mismatch(SubdomainSays, SubdomainPattern, "example.com");
        }
    }

    private static string Mismatch(string says, string pattern, params ReadOnlySpan<string> examples)
    {
        var text = new System.Text.StringBuilder(says).Append(" (e.g. ");
        for (var i = 0; i < examples.Length; i++)
        {
            text.Append(i == 0 ? "'" : " or '").Append(examples[i]).Append("', ");
        }

        return text.Append("regex used for validation is '").Append(pattern).Append("')").ToString();
    }

    [GeneratedRegex($"^{LabelPattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex LabelShape();

    [GeneratedRegex($"^{SubdomainPattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex SubdomainShape();

    [GeneratedRegex($"^{Label1035Pattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Label1035Shape();

    [GeneratedRegex($"^{QualifiedPattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex QualifiedShape();

    [GeneratedRegex($"^{ValuePattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex ValueShape();

    [GeneratedRegex($"^{WildcardPattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex WildcardShape();

    [GeneratedRegex($"^{KeyPattern}\\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"^[-a-z0-9]+\z", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex PortShape();
}
