using System.Text.Json.Serialization;
using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

[Description("What is wished.")]
[ValidationRule("!has(self.replicas) || self.replicas > 0", Message = "must be more than 0", Reason = "FieldValueInvalid", FieldPath = ".replicas")]
internal sealed record WidgetSpec
{
    [Description("The image.")]
    [Required]
    [Length(1, 255)]
    [Pattern("^[a-z]+$")]
    public string? Image { get; init; }

    [DefaultValue("Always")]
    [AllowedValues("Always", "Never")]
    public string? Pull { get; init; }

    [DefaultValue(true)]
    public bool? Enabled { get; init; }

    [RangeMinimum(0)]
    [RangeMaximum(1000, ExclusiveMaximum = true)]
    [DefaultValue(1)]
    public int? Replicas { get; init; }

    public long Bytes { get; init; }

    [RangeMinimum(0.5)]
    public double? Ratio { get; init; }

    public WidgetMode? Mode { get; init; }

    public DateTime? Since { get; init; }

    [JsonPropertyName("renamed")]
    [Length(maxLength: 10)]
    public string? Original { get; init; }

    [Length(maxLength: 20)]
    public IntOrString? MaxSurge { get; init; }

    [Items(maxItems: 8)]
    [Length(maxLength: 32)]
    public IReadOnlyDictionary<string, ResourceQuantity>? Limits { get; init; }

    [ListType("map", "name")]
    [Items(1, 16)]
    public IReadOnlyList<WidgetPart>? Parts { get; init; }

    [ListType("set")]
    [Items(maxItems: 4)]
    [Length(maxLength: 63)]
    [Pattern("^[a-z]+$")]
    [ValidationRule("self.all(h, h != 'x')", MessageExpression = "'not ' + self[0]")]
    public string[]? Hosts { get; init; }

    [Items(maxItems: 2)]
    public IList<int>? Ports { get; init; }

    [JsonIgnore]
    public string? Ignored { get; init; }
}
