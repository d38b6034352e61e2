namespace Hermes.Operator.Entities;

/// <summary>Bounds of strings and lists, shared by the CRD and the validator. CEL's cost estimate needs one on each.</summary>
internal static class Bounds
{
    public const int MaxReplicas = 1000;
    public const int MaxPort = 65535;
    public const int MaxSeconds = 86400;
    public const int MaxProbeSeconds = 3600;
    public const int MaxStabilizationSeconds = 3600;
    public const int MaxPolicySeconds = 1800;
    public const int MaxUtilization = 10000;
    public const int MaxTarget = 1_000_000;
    public const long MaxId = int.MaxValue;

    /// <summary>Leaves room for the longest suffix of a child's name within a DNS label.</summary>
    public const int AppName = 51;

    public const int Image = 512;
    public const int ObjectName = 253;
    public const int Label = 63;
    public const int Text = 4096;
    public const int EnvironmentName = 256;
    public const int EnvironmentValue = 32768;
    public const int Path = 1024;
    public const int Url = 2048;

    /// <summary>W3C Trace Context, section 3.2.2.3.</summary>
    public const int TraceId = 32;
    public const int Quantity = 32;
    public const int Annotation = 8192;
    public const int Attribute = 1024;
    public const int Message = 32768;

    public const int Arguments = 128;
    public const int Environment = 200;
    public const int EnvironmentSources = 32;
    public const int PullSecrets = 16;
    public const int Resources = 16;
    public const int Hosts = 20;
    public const int Annotations = 32;
    public const int Attributes = 32;
    public const int Policies = 10;
    public const int Children = 16;
    public const int Conditions = 16;
}
