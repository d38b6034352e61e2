namespace Hermes.Service.Identity;

/// <summary>Who answers, and how it is with them at this moment.</summary>
internal sealed record ServiceState
{
    /// <inheritdoc cref="ServiceIdentity.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="ServiceIdentity.Version"/>
    public required string Version { get; init; }

    /// <inheritdoc cref="ServiceIdentity.Host"/>
    public required string Host { get; init; }

    /// <summary>Requests that have no answer yet, this one and probes among them.</summary>
    public required int RequestsInFlight { get; init; }

    /// <summary>Whole seconds since the service started.</summary>
    public required long UptimeSeconds { get; init; }
}
