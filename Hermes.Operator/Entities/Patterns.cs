namespace Hermes.Operator.Entities;

/// <summary>Shapes of strings, in the syntax that RE2 and .NET share; the CRD and the validator use the same.</summary>
internal static class Patterns
{
    /// <summary>An object's name: RFC 1123 subdomain.</summary>
    public const string ObjectName = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>A namespace's name: RFC 1123 label.</summary>
    public const string Label = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /// <summary>A lower-case DNS name with a dot; a first label <c>*</c> may stand for any.</summary>
    public const string Host = "^([*][.])?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$";

    /// <summary>What Kubernetes accepts as a variable's name: printable ASCII without <c>=</c>.</summary>
    public const string EnvironmentName = "^[ -<>-~]+$";

    /// <summary>A key of a ConfigMap or Secret.</summary>
    public const string Key = "^[-._a-zA-Z0-9]+$";

    /// <summary>An amount that is not negative, as Kubernetes writes it: <c>500m</c>, <c>1Gi</c>, <c>2e3</c>.</summary>
    public const string Quantity = "^[+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,2})?$";

    public const string Image = "^[!-~]+$";

    public const string AbsolutePath = "^/[^ \\t\\r\\n]*$";

    public const string HttpUrl = "^https?://[^ \\t\\r\\n]+$";

    /// <summary>Says in words what one of the patterns asks for.</summary>
    public static string Describe(string pattern) => pattern switch
    {
        ObjectName => "must be a name of lower-case letters, digits, '-' and '.'",
        Label => "must be a name of lower-case letters, digits and '-'",
        Host => "must be a lower-case DNS name with a dot",
        EnvironmentName => "must be a name of printable ASCII characters without '='",
        Key => "must be a key of letters, digits, '-', '_' and '.'",
        Quantity => "must be an amount such as 500m, 0.5, 128Mi or 1Gi",
        Image => "must be an image reference of printable ASCII characters without spaces",
        AbsolutePath => "must start with '/' and have no spaces",
        HttpUrl => "must be a URL that starts with http:// or https://",
        _ => $"must match {pattern}",
    };
}
