using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>ConfigMaps, Secrets and ServiceAccounts.</summary>
internal static class ConfigurationSchema
{
    public static Schema ConfigMap { get; } =
        Kind(("immutable", Bool.Kept()), ("data", StringMap), ("binaryData", Map(Bytes)));

    public static Schema Secret { get; } = Kind(
        ("immutable", Bool.Kept()),
        ("data", Map(Bytes)),
        ("stringData", StringMap),
        ("type", Str.DefaultsTo("Opaque")));

    public static Schema ServiceAccount { get; } = Kind(
        ("secrets", MapList("name", SelectorSchema.ObjectReference)),
        ("imagePullSecrets", List(SelectorSchema.LocalObject)),
        ("automountServiceAccountToken", Bool.Kept()));
}
