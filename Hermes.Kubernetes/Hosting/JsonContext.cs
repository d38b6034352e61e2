using System.Text.Json.Serialization.Metadata;

namespace Hermes.Kubernetes.Hosting;

/// <summary>JSON contracts that an operator adds: a type of ours, so that the host's own resolvers are not taken for Kubernetes' kinds.</summary>
internal sealed record JsonContext(IJsonTypeInfoResolver Resolver);
