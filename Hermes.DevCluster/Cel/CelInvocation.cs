namespace Hermes.DevCluster.Cel;

/// <summary>What a function does with its arguments, whose types fit its parameters.</summary>
/// <param name="arguments">The arguments; of a method the target first.</param>
internal delegate object CelInvocation(IReadOnlyList<object> arguments);
