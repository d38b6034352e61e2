using System.Text.RegularExpressions;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>Names, label keys and label values, with the words that refuse wrong ones (apimachinery's util/validation).</summary>
internal static partial class NameSyntax
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Timeout = 1000;

    /// <summary>A fault of a value.</summary>
    public static FieldError Invalid(string field, string value, string message) =>
        new(field, "FieldValueInvalid", $"Invalid value: {JsonText.Of(value)}: {message}");

    /// <summary>What is wrong with an object's name.</summary>
    public static IEnumerable<string> Faults(NameRule rule, string name)
    {
        switch (rule)
        {
            case NameRule.PathSegment:
                return PathSegmentFaults(name);
            case NameRule.DnsLabel:
                return Check(
                    name,
                    63,
                    DnsLabel(),
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
            case NameRule.Dns1035Label:
                return Check(
                    name,
                    63,
                    Dns1035Label(),
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");
            default:
                return SubdomainFaults(name);
        }
    }

    /// <summary>What is wrong with a label's, an annotation's or a finalizer's name.</summary>
    public static IEnumerable<string> QualifiedNameFaults(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
        {
            yield return "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }

        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
            {
                yield return "prefix part must be non-empty";
            }
            else
            {
                foreach (var fault in SubdomainFaults(parts[0]))
                {
                    yield return $"prefix part {fault}";
                }
            }
        }

        var name = parts[^1];
        if (name.Length == 0)
        {
            yield return "name part must be non-empty";
        }
        else if (name.Length > 63)
        {
            yield return "name part must be no more than 63 bytes";
        }

        if (!QualifiedName().IsMatch(name))
        {
            yield return "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
        }
    }

    /// <summary>What is wrong with a label's value.</summary>
    public static IEnumerable<string> LabelValueFaults(string value) => value.Length == 0 ? [] : Check(
        value,
        63,
        QualifiedName(),
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");

    private static IEnumerable<string> SubdomainFaults(string name) => Check(
        name,
        253,
        DnsSubdomain(),
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");

    private static IEnumerable<string> PathSegmentFaults(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var illegal in "/%")
        {
            if (name.Contains(illegal, StringComparison.Ordinal))
            {
                yield return $"may not contain '{illegal}'";
            }
        }
    }

    private static IEnumerable<string> Check(string value, int length, Regex shape, string words)
    {
        if (value.Length > length)
        {
            yield return $"must be no more than {length} bytes";
        }

        if (!shape.IsMatch(value))
        {
            yield return words;
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", Options, Timeout)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", Options, Timeout)]
    private static partial Regex Dns1035Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", Options, Timeout)]
    private static partial Regex DnsSubdomain();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", Options, Timeout)]
    private static partial Regex QualifiedName();
}
