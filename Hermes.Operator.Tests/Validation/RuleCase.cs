using Xunit.Abstractions;

namespace Hermes.Operator.Tests.Validation;

/// <summary>A spec, and what is wrong with it.</summary>
public sealed class RuleCase : IXunitSerializable
{
    /// <summary>The spec in YAML.</summary>
    public string Spec { get; private set; } = "";

    /// <summary>The faults, each as <c>path: message</c>.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>Whether the CRD says the same, rather than leave it to the validator.</summary>
    public bool IsInCrd { get; private set; }

    internal static RuleCase Valid(string spec) => new() { Spec = spec, IsInCrd = true };

    internal static RuleCase InCrd(string spec, params string[] faults) => new() { Spec = spec, Faults = faults, IsInCrd = true };

    internal static RuleCase ValidatorOnly(string spec, params string[] faults) => new() { Spec = spec, Faults = faults };

    public void Deserialize(IXunitSerializationInfo info) =>
        (Spec, Faults, IsInCrd) = (info.GetValue<string>("spec"), info.GetValue<string[]>("faults"), info.GetValue<bool>("crd"));

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("spec", Spec);
        info.AddValue("faults", Faults.ToArray());
        info.AddValue("crd", IsInCrd);
    }

    public override string ToString() => Spec;
}
