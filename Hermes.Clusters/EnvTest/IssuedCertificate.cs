namespace Hermes.Clusters.EnvTest;

/// <summary>A certificate with its private key, both PEM.</summary>
internal sealed record IssuedCertificate(string Certificate, string Key);
