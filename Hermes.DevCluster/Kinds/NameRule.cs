namespace Hermes.DevCluster.Kinds;

/// <summary>What the name of an object must look like.</summary>
public enum NameRule
{
    /// <summary>Dot-separated lower-case labels, at most 253 characters (RFC 1123): most kinds.</summary>
    DnsSubdomain,

    /// <summary>One lower-case label, at most 63 characters (RFC 1123): namespaces.</summary>
    DnsLabel,

    /// <summary>One lower-case label that starts with a letter, at most 63 characters (RFC 1035).</summary>
    Dns1035Label,

    /// <summary>Whatever fits into a path: RBAC's kinds.</summary>
    PathSegment,
}
