namespace Hermes.Operator.Diagnosis;

/// <summary>The server's answer to a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="IsAllowed">Whether it may be done; null where the server did not tell.</param>
/// <param name="Failure">Why it did not.</param>
internal sealed record AccessAnswer(AccessQuestion Question, bool? IsAllowed, string Failure);
