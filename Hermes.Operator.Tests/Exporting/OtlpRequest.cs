namespace Hermes.Operator.Tests.Exporting;

internal sealed record OtlpRequest(OtlpSignal Signal, IReadOnlyDictionary<string, string> Headers, ProtobufMessage Message);
