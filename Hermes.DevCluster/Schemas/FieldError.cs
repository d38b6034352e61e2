namespace Hermes.DevCluster.Schemas;

/// <summary>One fault in an object, as the API server words it: <c>{Field}: {Message}</c>.</summary>
/// <param name="Field">The path, such as <c>spec.containers[0].image</c>.</param>
/// <param name="Reason">The cause's reason, such as <c>FieldValueInvalid</c> or <c>FieldValueRequired</c>.</param>
/// <param name="Message">The cause's message, such as <c>Required value</c>.</param>
public sealed record FieldError(string Field, string Reason, string Message);
