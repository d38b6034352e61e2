namespace Hermes.Operator.Tests.Exporting;

/// <param name="Resource">The resource's attributes.</param>
/// <param name="Scope">The source's, meter's or logger's name.</param>
/// <param name="Message">The span, metric or log record.</param>
internal sealed record OtlpItem(IReadOnlyDictionary<string, string> Resource, string Scope, ProtobufMessage Message);
