using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>
/// One node of a structural schema. The same tree describes built-in kinds and custom resources, and drives validation,
/// defaulting, pruning, server-side apply, strategic merge patch and OpenAPI alike.
/// </summary>
public sealed record Schema
{
    /// <summary>A schema that accepts anything; objects merge field by field, arrays as one value.</summary>
    public static Schema Any { get; } = new() { PreserveUnknownFields = true };

    /// <summary><c>object</c>, <c>array</c>, <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>; null where any type goes.</summary>
    public string? Type { get; init; }

    /// <summary>The OpenAPI format, or <c>quantity</c> for a resource quantity of a built-in kind.</summary>
    public string? Format { get; init; }

    /// <summary>Prose for explain and OpenAPI.</summary>
    public string? Description { get; init; }

    /// <summary>Whether an integer and a string are both accepted (<c>x-kubernetes-int-or-string</c>).</summary>
    public bool IntOrString { get; init; }

    /// <summary>Whether null is a value of its own rather than an absence.</summary>
    public bool Nullable { get; init; }

    /// <summary>Whether unknown fields are kept (<c>x-kubernetes-preserve-unknown-fields</c>).</summary>
    public bool PreserveUnknownFields { get; init; }

    /// <summary>Whether the value is a whole Kubernetes object (<c>x-kubernetes-embedded-resource</c>).</summary>
    public bool EmbeddedResource { get; init; }

    /// <summary>
    /// In a built-in kind: whether a zero value (0, false, "", an empty array or map) differs from absence and is kept. Says nothing about
    /// custom resources, where every value is kept, and about objects with fields of their own.
    /// </summary>
    public bool KeepsZero { get; init; }

    /// <summary>The default written where the field is absent.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Fields of an object, in declaration order.</summary>
    public IReadOnlyDictionary<string, Schema> Properties { get; init; } = new Dictionary<string, Schema>();

    /// <summary>Values of an object used as a map.</summary>
    public Schema? AdditionalProperties { get; init; }

    /// <summary>Elements of an array.</summary>
    public Schema? Items { get; init; }

    /// <summary>Fields that must be present.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>How server-side apply merges an array.</summary>
    public ListType ListType { get; init; } = ListType.Atomic;

    /// <summary>The keys of a <see cref="ListType.Map"/>.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>Whether server-side apply treats an object as one value (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool AtomicMap { get; init; }

    /// <summary>
    /// Whether the value is there even when nothing is in it, so that no field manager owns it for that alone: in a built-in kind a Go
    /// struct that is no pointer, such as <c>spec</c> and <c>template</c>, or a field without <c>omitempty</c>. Never so in a custom
    /// resource.
    /// </summary>
    public bool AlwaysPresent { get; init; }

    /// <summary>In a built-in kind: the Go struct that the real server reads the object into, as its messages name it.</summary>
    public string? GoStruct { get; init; }

    /// <summary>The merge key of strategic merge patch; null where the array is replaced.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>Whether strategic merge patch unites an array of scalars.</summary>
    public bool PatchMergeScalars { get; init; }

    /// <summary>
    /// Whether a strategic merge patch of this object, or of this array's objects, drops the fields that its author no longer names
    /// (the strategy <c>retainKeys</c>): clients read it from OpenAPI and send <c>$retainKeys</c>.
    /// </summary>
    public bool PatchRetainKeys { get; init; }

    /// <summary>Values allowed; empty where any is.</summary>
    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    /// <summary>A regular expression that a string must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>Least length of a string, in code points.</summary>
    public long? MinLength { get; init; }

    /// <summary>Greatest length of a string, in code points.</summary>
    public long? MaxLength { get; init; }

    /// <summary>Least value of a number.</summary>
    public double? Minimum { get; init; }

    /// <summary>Greatest value of a number.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether <see cref="Minimum"/> itself is refused.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is refused.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>A number that the value must be a multiple of.</summary>
    public double? MultipleOf { get; init; }

    /// <summary>Least number of elements.</summary>
    public long? MinItems { get; init; }

    /// <summary>Greatest number of elements.</summary>
    public long? MaxItems { get; init; }

    /// <summary>Whether elements must differ.</summary>
    public bool UniqueItems { get; init; }

    /// <summary>Least number of entries of a map.</summary>
    public long? MinProperties { get; init; }

    /// <summary>Greatest number of entries of a map.</summary>
    public long? MaxProperties { get; init; }

    /// <summary>Value validations all of which must hold.</summary>
    public IReadOnlyList<Schema> AllOf { get; init; } = [];

    /// <summary>Value validations one of which must hold.</summary>
    public IReadOnlyList<Schema> AnyOf { get; init; } = [];

    /// <summary>Value validations exactly one of which must hold.</summary>
    public IReadOnlyList<Schema> OneOf { get; init; } = [];

    /// <summary>A value validation that must not hold.</summary>
    public Schema? Not { get; init; }

    /// <summary>CEL rules (<c>x-kubernetes-validations</c>).</summary>
    public IReadOnlyList<ValidationRule> Rules { get; init; } = [];
}
