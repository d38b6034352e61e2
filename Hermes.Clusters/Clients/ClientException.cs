namespace Hermes.Clusters.Clients;

/// <summary>A program that was to succeed failed, or did not end in time.</summary>
/// <param name="message">The command line, and what the program said.</param>
public sealed class ClientException(string message) : Exception(message);
