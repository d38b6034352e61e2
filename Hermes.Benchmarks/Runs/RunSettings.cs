namespace Hermes.Benchmarks.Runs;

/// <summary>What is measured, and where.</summary>
internal sealed record RunSettings
{
    /// <summary>The lane that is run in a process of its own, so that its CPU time is not the benchmark's.</summary>
    public const string DevCluster = "devcluster";

    /// <summary>How many apps there are.</summary>
    public int Apps { get; init; }

    /// <summary>How many users create apps at a time.</summary>
    public int Writers { get; init; }

    /// <summary>How many reconciles the operator runs at a time.</summary>
    public int Workers { get; init; }

    /// <summary>A file with the HermesApp that all are made like; null for the default.</summary>
    public string? SpecPath { get; init; }

    public string Lane { get; init; } = DevCluster;

    /// <summary>A published operator; null for the one that was built with this program.</summary>
    public string? OperatorPath { get; init; }

    /// <summary>Whether DevCluster's simulator answers for controllers and nodes.</summary>
    public bool Simulator { get; init; } = true;

    /// <summary>Where the results go as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }
}
