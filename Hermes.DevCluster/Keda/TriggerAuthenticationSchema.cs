using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Keda.KedaParts;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Keda;

/// <summary>TriggerAuthentication (keda.sh/v1alpha1): where a scaler's secrets come from; the vendors' vaults are stored as they come.</summary>
internal static class TriggerAuthenticationSchema
{
    private static readonly Schema Keys =
        List(Obj(("parameter", Str), ("name", Str), ("key", Str)).Require("parameter", "name", "key"));

    public static Schema Value { get; } = Root(
        Obj(
            ("podIdentity", Obj(("provider", Str)).Open()),
            ("secretTargetRef", Keys),
            ("configMapTargetRef", Keys),
            ("env", List(Obj(("parameter", Str), ("name", Str), ("containerName", Str)).Require("parameter", "name")))).Open(),
        Obj(("scaledobjects", Str), ("scaledjobs", Str)));
}
