using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tenancy;

/// <summary>One rule for tenants, for both of the places that hold them to it.</summary>
internal sealed record TenantRule
{
    /// <summary>What it is about, such as <c>hosts</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Finds what breaks it; the first of its faults is what <see cref="Admission"/> tells. Null where the controller cannot know, because it
    /// depends on who asks, or where <see cref="HermesAppValidator"/> has a wider rule.
    /// </summary>
    public Func<HermesApp, TenantLimits, IEnumerable<FieldFault>>? Check { get; init; }

    public required AdmissionCheck Admission { get; init; }
}
