namespace Hermes.Operator.Entities;

/// <summary>Defaults that the CRD writes and the builders assume: an object rendered offline never met the API server.</summary>
internal static class Defaults
{
    public const int Port = 8000;
    public const int MinReplicas = 1;
    public const int RateWindowSeconds = 60;
    public const int CooldownSeconds = 300;
    public const string ServiceType = "ClusterIP";
    public const string IngressPath = "/";
    public const string IngressPathType = "Prefix";
    public const string TelemetryProtocol = "http/protobuf";
    public const bool TelemetryEnabled = true;
    public const bool ReadOnlyRootFilesystem = true;
    public const bool Paused = false;
}
