namespace Hermes.DevCluster.Kinds;

/// <summary>Where the scale subresource reads and writes; paths as in a CRD, such as <c>.spec.replicas</c>.</summary>
/// <param name="SpecReplicasPath">The wished count.</param>
/// <param name="StatusReplicasPath">The observed count.</param>
/// <param name="LabelSelectorPath">The selector as a string or a label selector; null where there is none.</param>
public sealed record ScaleRow(string SpecReplicasPath, string StatusReplicasPath, string? LabelSelectorPath = null);
