using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>A rule of a schema node, parsed and checked against the node's types.</summary>
internal sealed class CompiledRule
{
    /// <summary>What is wrong with the rule; null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>What is wrong with its message expression; null when nothing is.</summary>
    public string? MessageFault { get; init; }

    /// <summary>Whether the rule compares with the former value.</summary>
    public bool UsesOldSelf { get; init; }

    /// <summary>Compiles a rule; never throws.</summary>
    public static CompiledRule Of(ValidationRule rule, Schema schema, bool isRoot) => new();
}
