using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("An environment variable.")]
[ValidationRule("!(has(self.value) && has(self.valueFrom))", Message = "value and valueFrom exclude each other", FieldPath = ".valueFrom")]
internal sealed record EnvironmentVariable
{
    [Description("The variable's name.")]
    [Required]
    [Length(1, Bounds.EnvironmentName)]
    [Pattern(Patterns.EnvironmentName)]
    public string? Name { get; init; }

    [Description("The value; $(NAME) stands for a variable declared before.")]
    [Length(maxLength: Bounds.EnvironmentValue)]
    public string? Value { get; init; }

    [Description("Where the value comes from.")]
    public EnvironmentVariableSource? ValueFrom { get; init; }
}
