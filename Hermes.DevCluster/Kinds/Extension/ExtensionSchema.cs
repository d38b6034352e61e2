using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Extension;

/// <summary>What extends the API, as far as defaults and field ownership need it: the rest is stored as it comes.</summary>
internal static class ExtensionSchema
{
    /// <summary>The schema that it carries is checked elsewhere.</summary>
    public static Schema Definition { get; } = Kind(
        ("spec", Obj(("names", AnyObject.Always())).Open().Always()),
        ("status", Obj(("acceptedNames", AnyObject.Always()), ("conditions", Conditions.Kept())).Open())).Open();

    public static Schema ApiService { get; } = Kind(
        ("spec", Obj(
            ("service", Obj(("namespace", Str), ("name", Str), ("port", Int.Kept().DefaultsTo(443)))),
            ("group", Str),
            ("version", Str),
            ("insecureSkipTLSVerify", Bool),
            ("caBundle", Bytes),
            ("groupPriorityMinimum", Int.Kept()),
            ("versionPriority", Int.Kept())).Always()),
        ("status", Obj(("conditions", Conditions)).Always()));

    public static Schema AdmissionPolicy { get; } = Kind(
        ("spec", Obj(
            ("failurePolicy", Str.DefaultsTo("Fail")),
            ("matchConstraints", Obj(
                ("matchPolicy", Str.DefaultsTo("Equivalent")),
                ("namespaceSelector", SelectorSchema.LabelSelector.DefaultsTo(new JsonObject())),
                ("objectSelector", SelectorSchema.LabelSelector.DefaultsTo(new JsonObject())),
                ("resourceRules", List(Obj(("scope", Str.DefaultsTo("*"))).Open()))).Open().Whole())).Open().Always()),
        ("status", Obj(("conditions", SharedConditions)).Open().Always())).Open();
}
