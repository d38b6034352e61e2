using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Environment variables and what they are read from.</summary>
internal static class EnvironmentSchema
{
    private static readonly Schema KeyOf =
        Obj(("name", Str), ("key", Str.Kept()), ("optional", Bool.Kept())).Require("key").Whole();

    private static readonly Schema NamedSource = Obj(("name", Str), ("optional", Bool.Kept()));

    public static Schema FieldRef { get; } =
        Obj(("apiVersion", Str.DefaultsTo("v1")), ("fieldPath", Str.Kept())).Require("fieldPath").Whole();

    // Go writes the divisor, a struct that is no pointer, as "0" where it is not given.
    public static Schema ResourceFieldRef { get; } = Obj(
        ("containerName", Str),
        ("resource", Str.Kept()),
        ("divisor", Quantity.DefaultsTo("0"))).Require("resource").Whole();

    public static Schema Variables { get; } = MapList("name", Obj(
        ("name", Str.Kept()),
        ("value", Str),
        ("valueFrom", Obj(
            ("fieldRef", FieldRef),
            ("resourceFieldRef", ResourceFieldRef),
            ("configMapKeyRef", KeyOf),
            ("secretKeyRef", KeyOf),
            ("fileKeyRef", Obj(
                ("volumeName", Str.Kept()),
                ("path", Str.Kept()),
                ("key", Str.Kept()),
                ("optional", Bool.Kept().DefaultsTo(false))).Require("volumeName", "path", "key").Whole())).Struct("EnvVarSource"))).Require("name").Struct("EnvVar"));

    public static Schema Sources { get; } =
        List(Obj(("prefix", Str), ("configMapRef", NamedSource), ("secretRef", NamedSource)));
}
