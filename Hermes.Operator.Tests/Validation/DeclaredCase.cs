using System.Text.Json.Nodes;

namespace Hermes.Operator.Tests.Validation;

/// <summary>One side of one rule that an attribute declares.</summary>
/// <param name="Name">What was done to which field.</param>
/// <param name="Spec">A sample spec with that done to it.</param>
/// <param name="FaultPath">The field at fault; null where the spec is still valid.</param>
internal sealed record DeclaredCase(string Name, JsonObject Spec, string? FaultPath);
