using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds;

/// <summary>How objects are picked and pointed at.</summary>
internal static class SelectorSchema
{
    public static Schema LabelSelector { get; } = Obj(
        ("matchLabels", StringMap),
        ("matchExpressions", List(Obj(
            ("key", Str.Kept()),
            ("operator", Str.Kept()),
            ("values", Strings)).Require("key", "operator")))).Whole();

    public static Schema LocalObject { get; } = Obj(("name", Str)).Whole();

    public static Schema TypedLocalObject { get; } =
        Obj(("apiGroup", Str.Kept()), ("kind", Str.Kept()), ("name", Str.Kept())).Require("kind", "name").Whole();

    public static Schema ObjectReference { get; } = Obj(
        ("kind", Str),
        ("namespace", Str),
        ("name", Str),
        ("uid", Str),
        ("apiVersion", Str),
        ("resourceVersion", Str),
        ("fieldPath", Str)).Whole();
}
