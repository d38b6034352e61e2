using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds;

/// <summary>
/// All that the server knows of one kind in one version: a built-in's row is written down, a custom resource's is made from its CRD.
/// </summary>
public sealed record KindRow
{
    /// <summary>The API group; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The kind, such as <c>Deployment</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The plural that paths carry, such as <c>deployments</c>.</summary>
    public required string Plural { get; init; }

    /// <summary>The singular; the kind in lower case where null.</summary>
    public string? Singular { get; init; }

    /// <summary>The list's kind; the kind with <c>List</c> where null.</summary>
    public string? ListKind { get; init; }

    /// <summary>Whether objects live in a namespace.</summary>
    public bool Namespaced { get; init; } = true;

    /// <summary>Short names for kubectl.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Categories for kubectl, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Verbs in discovery.</summary>
    public IReadOnlyList<string> Verbs { get; init; } =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The key under which objects are stored; versions and groups that share objects (events) share it.</summary>
    public string? StorageKey { get; init; }

    /// <summary>
    /// Turns an object as written in this row's version into the form stored under <see cref="StorageKey"/>; null where they are the same.
    /// May change and return its argument.
    /// </summary>
    public Func<JsonObject, JsonObject>? ToStored { get; init; }

    /// <summary>Turns a copy of a stored object into this row's version; null where they are the same. May change and return its argument.</summary>
    public Func<JsonObject, JsonObject>? FromStored { get; init; }

    /// <summary>
    /// The schema of the whole object, <c>metadata</c> included where it is restricted. A custom resource is validated by it alone; for a
    /// built-in it says types, merging and what OpenAPI tells, while <see cref="Validate"/> speaks for the rest (required, enum, ranges).
    /// </summary>
    public Schema Schema { get; init; } = Schema.Any;

    /// <summary>Whether <c>status</c> is a subresource: writes to the object keep the stored status, writes to it keep the rest.</summary>
    public bool HasStatus { get; init; }

    /// <summary>The scale subresource; null where there is none.</summary>
    public ScaleRow? Scale { get; init; }

    /// <summary>Whether generation counts changes outside metadata and status.</summary>
    public bool HasGeneration { get; init; } = true;

    /// <summary>Whether this kind came from a CRD: no strategic merge patch, CEL rules evaluated, list of pruned fields.</summary>
    public bool Custom { get; init; }

    /// <summary>
    /// Brings a built-in into its wire form (canonical quantities, no zero values where the real server writes none, a 400 where a value
    /// cannot be decoded) and fills in what the schema's defaults cannot say; runs on every write after the schema's.
    /// </summary>
    public Action<JsonObject>? Default { get; init; }

    /// <summary>
    /// Runs once on creation and update, after defaulting and before validation: keeps what a write may not take away, strips what it may
    /// not set. Second argument: the stored object or null.
    /// </summary>
    public Action<JsonObject, JsonObject?>? Prepare { get; init; }

    /// <summary>
    /// Gives out what must be unique in the cluster (a cluster IP, node ports); runs last before the object is stored, dry runs included.
    /// Second argument: the stored object or null; third: every stored object of the kind. Throws <c>ApiException</c> when nothing is free.
    /// </summary>
    public Action<JsonObject, JsonObject?, IEnumerable<JsonObject>>? Allocate { get; init; }

    /// <summary>A built-in's whole validation but types, in the real server's words and order. Second argument: the stored object or null.</summary>
    public Func<JsonObject, JsonObject?, IEnumerable<FieldError>>? Validate { get; init; }

    /// <summary>
    /// What is checked of a write through the status subresource, which <see cref="Validate"/> is not asked about. Second argument: the
    /// stored object or null.
    /// </summary>
    public Func<JsonObject, JsonObject?, IEnumerable<FieldError>>? ValidateStatus { get; init; }

    /// <summary>What the answer to a write warns of, in the real server's words. Second argument: the stored object or null.</summary>
    public Func<JsonObject, JsonObject?, IEnumerable<string>>? Warn { get; init; }

    /// <summary>What every answer in this version warns of; null where the version is not deprecated.</summary>
    public string? DeprecationWarning { get; init; }

    /// <summary>What a name must look like.</summary>
    public NameRule NameRule { get; init; } = NameRule.DnsSubdomain;

    /// <summary>Fields that field selectors may name besides <c>metadata.name</c> and <c>metadata.namespace</c>.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    /// <summary>Columns of Table answers after the name.</summary>
    public IReadOnlyList<PrinterColumn> Columns { get; init; } = [];

    /// <summary>Group, version and resource: <c>deployments.v1.apps</c>.</summary>
    public override string ToString() => Group.Length == 0 ? $"{Plural}.{Version}" : $"{Plural}.{Version}.{Group}";
}
