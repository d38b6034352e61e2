namespace Hermes.Operator.Status;

/// <summary>Why the scaler that the spec asks for is not at work.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">What is missing, and what to do about it.</param>
/// <param name="IsUndecided">Whether it is too early to call it a fault.</param>
internal sealed record ScalingFault(string Reason, string Message, bool IsUndecided = false);
