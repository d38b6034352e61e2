namespace Hermes.Operator.Tenancy;

/// <summary>A rule as a ValidatingAdmissionPolicy holds to it, in CEL.</summary>
internal sealed record AdmissionCheck
{
    /// <summary>Variables that the expressions use, by name, in the order in which they build on each other.</summary>
    public IReadOnlyList<(string Name, string Expression)> Variables { get; init; } = [];

    /// <summary>What must hold.</summary>
    public required string Expression { get; init; }

    /// <summary>What the user is told, as an expression.</summary>
    public required string MessageExpression { get; init; }

    /// <summary>What the user is told where the expression cannot be evaluated, as for being too long.</summary>
    public required string Message { get; init; }

    /// <summary>The reason of the refusal. Default: <c>Invalid</c>.</summary>
    public string Reason { get; init; } = "Invalid";
}
