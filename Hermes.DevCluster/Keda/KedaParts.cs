using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Keda;

/// <summary>Parts that KEDA's kinds share.</summary>
internal static class KedaParts
{
    /// <summary>A whole object of a kind.</summary>
    public static Schema Root(Schema spec, Schema status) => Obj(
        ("apiVersion", Str),
        ("kind", Str),
        ("metadata", new Schema { Type = "object" }),
        ("spec", spec),
        ("status", status));

    /// <summary>Conditions as the HTTP add-on writes them: Kubernetes' own.</summary>
    public static Schema StandardConditions { get; } = new()
    {
        Type = "array",
        ListType = ListType.Map,
        ListMapKeys = ["type"],
        Items = Obj(
            ("type", Text(0, 316)),
            ("status", Choice("True", "False", "Unknown")),
            ("reason", Text(1, 1024)),
            ("message", Text(0, 32768)),
            ("observedGeneration", Long with { Minimum = 0 }),
            ("lastTransitionTime", Time)).Require("type", "status", "reason", "message", "lastTransitionTime"),
    };

    /// <summary>A port by number or by name, never both: the message is what each kind says otherwise.</summary>
    public static ValidationRule PortOrName(string message) => new("has(self.port) != has(self.portName)", message);

    public static Schema Text(long least, long? most = null) => Str with { MinLength = least == 0 ? null : least, MaxLength = most };

    public static Schema Number(double least, double? most = null) => Int with { Minimum = least, Maximum = most };

    public static Schema Ruled(this Schema schema, ValidationRule rule) => schema with { Rules = [.. schema.Rules, rule] };
}
