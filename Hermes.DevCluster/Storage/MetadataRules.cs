using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>What every object's metadata must be like (apimachinery's ValidateObjectMeta), and the form it is kept in.</summary>
internal static class MetadataRules
{
    private const int MaxAnnotationBytes = 256 * 1024;

    private static readonly string[] Immutable =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"];

    /// <summary>Drops what metadata does not know and what says nothing, and refuses what has the wrong type.</summary>
    /// <returns>The paths of unknown fields.</returns>
    /// <exception cref="ApiException">400: a field has a wrong type.</exception>
    public static IReadOnlyList<string> Normalize(KindRow row, JsonObject value)
    {
        if (value["metadata"] is not null and not JsonObject)
        {
            throw WrongType(row, value["metadata"], "metadata", "v1.ObjectMeta");
        }

        var metadata = value.Metadata();
        var unknown = metadata.Select(field => field.Key).Where(name => !ObjectMetaSchema.Value.Properties.ContainsKey(name)).ToArray();
        foreach (var name in unknown)
        {
            metadata.Remove(name);
        }

        CheckTypes(row, metadata);
        foreach (var (name, field) in metadata.ToArray())
        {
            if (field is null or JsonObject { Count: 0 } || (field is JsonArray { Count: 0 } && name != "managedFields"))
            {
                metadata.Remove(name);
            }
        }

        metadata.Remove("selfLink");
        return [.. unknown.Select(name => $"metadata.{name}")];
    }

    /// <summary>Whether a finalizer is one of Kubernetes' own short ones.</summary>
    public static bool IsStandardFinalizer(string finalizer) => finalizer is "orphan" or "foregroundDeletion" or "kubernetes";

    /// <summary>The faults of a new object's metadata.</summary>
    public static IEnumerable<FieldError> Faults(KindRow row, JsonObject metadata)
    {
        var name = metadata.Text("name") ?? "";
        if (name.Length == 0)
        {
            yield return new FieldError("metadata.name", "FieldValueRequired", "Required value: name or generateName is required");
        }
        else
        {
            if (metadata.Text("generateName") is { Length: > 0 } prefix)
            {
                foreach (var fault in Names.Of(row.NameRule, prefix, prefix: true))
                {
                    yield return FieldErrors.Invalid("metadata.generateName", prefix, fault);
                }
            }

            foreach (var fault in Names.Of(row.NameRule, name))
            {
                yield return FieldErrors.Invalid("metadata.name", name, fault);
            }
        }

        foreach (var fault in SharedFaults(row.Custom, metadata))
        {
            yield return fault;
        }
    }

    /// <summary>The faults of a stored object's new metadata, each as often as the real server names it in an answer's causes: twice.</summary>
    public static IEnumerable<FieldError> UpdateFaults(KindRow row, JsonObject metadata, JsonObject old)
    {
        FieldError[] faults = [.. Once()];
        return faults.Concat(faults);

        IEnumerable<FieldError> Once()
        {
            if (old.Text("deletionTimestamp") is not null)
            {
                var added = metadata.Texts("finalizers").Except(old.Texts("finalizers"), StringComparer.Ordinal).ToArray();
                if (added.Length > 0)
                {
                    var list = string.Join(", ", added.Select(name => $"\"{name}\""));
                    yield return new FieldError(
                        "metadata.finalizers",
                        "FieldValueForbidden",
                        $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{{{list}}}");
                }
            }

            foreach (var name in Immutable)
            {
                if (!JsonNode.DeepEquals(metadata[name], old[name]))
                {
                    yield return new FieldError(
                        $"metadata.{name}", "FieldValueInvalid", $"Invalid value: {JsonText.Of(metadata[name])}: field is immutable");
                }
            }

            foreach (var fault in SharedFaults(row.Custom, metadata))
            {
                yield return fault;
            }
        }
    }

    /// <summary>The faults that are looked for in new, changed and embedded metadata alike.</summary>
    /// <param name="isCustom">Whether the object is a custom resource's, or within one.</param>
    /// <param name="metadata">The metadata.</param>
    public static IEnumerable<FieldError> SharedFaults(bool isCustom, JsonObject metadata)
    {
        foreach (var (key, label) in metadata.Object("labels") ?? [])
        {
            foreach (var fault in Names.Qualified(key))
            {
                yield return FieldErrors.Invalid("metadata.labels", key, fault);
            }

            foreach (var fault in Names.LabelValue(label.AsText() ?? ""))
            {
                yield return FieldErrors.Invalid("metadata.labels", label.AsText() ?? "", fault);
            }
        }

        var size = 0L;
        foreach (var (key, annotation) in metadata.Object("annotations") ?? [])
        {
            size += key.Length + (annotation.AsText()?.Length ?? 0);
            foreach (var fault in Names.Qualified(key.ToLowerInvariant()))
            {
                yield return FieldErrors.Invalid("metadata.annotations", key, fault);
            }
        }

        if (size > MaxAnnotationBytes)
        {
            yield return new FieldError(
                "metadata.annotations", "FieldValueTooLong", $"Too long: may not be more than {MaxAnnotationBytes} bytes");
        }

        foreach (var fault in OwnerFaults(metadata))
        {
            yield return fault;
        }

        foreach (var finalizer in metadata.Texts("finalizers"))
        {
            foreach (var fault in Names.Qualified(finalizer))
            {
                yield return FieldErrors.Invalid("metadata.finalizers", finalizer, fault);
            }

            // Only Kubernetes' own kinds ask for more than a qualified name; KEDA's finalizer.keda.sh would not pass.
            if (!isCustom && !finalizer.Contains('/', StringComparison.Ordinal) && !IsStandardFinalizer(finalizer)
                && !finalizer.EndsWith(".apiextensions.k8s.io", StringComparison.Ordinal))
            {
                yield return FieldErrors.Invalid(
                    "metadata.finalizers", finalizer, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static IEnumerable<FieldError> OwnerFaults(JsonObject metadata)
    {
        var controllers = new List<string>();
        foreach (var owner in metadata.Array("ownerReferences")?.OfType<JsonObject>() ?? [])
        {
            foreach (var name in (string[])["apiVersion", "kind", "name", "uid"])
            {
                if (string.IsNullOrEmpty(owner.Text(name)))
                {
                    yield return name == "apiVersion"
                        ? FieldErrors.Invalid("metadata.ownerReferences.apiVersion", "", "version must not be empty")
                        : FieldErrors.Invalid($"metadata.ownerReferences.{name}", "", "must not be empty");
                }
            }

            if (owner.Boolean("controller") == true)
            {
                controllers.Add($"{owner.Text("kind")}/{owner.Text("name")}");
            }
        }

        if (controllers.Count > 1)
        {
            yield return new FieldError(
                "metadata.ownerReferences",
                "FieldValueInvalid",
                $"Invalid value: {JsonText.Of(metadata["ownerReferences"])}: Only one reference can have Controller set to true. Found \"true\" in references for {controllers[0]} and {controllers[1]}");
        }
    }

    private static void CheckTypes(KindRow row, JsonObject metadata)
    {
        foreach (var (name, field) in metadata)
        {
            if (field is null)
            {
                continue;
            }

            var schema = ObjectMetaSchema.Value.Properties[name];
            var fits = schema.Type switch
            {
                "string" => field.AsText() is not null,
                "integer" => field.AsInteger() is not null,
                "array" => field is JsonArray,
                _ => field is JsonObject,
            };
            if (!fits)
            {
                throw WrongType(row, field, InMetadata(row, name), schema.Type == "integer" ? "int64" : schema.Type!);
            }

            if (field is JsonObject map && map.FirstOrDefault(entry => entry.Value is not null && entry.Value.AsText() is null) is { Key: not null } wrong)
            {
                throw WrongType(row, wrong.Value, InMetadata(row, name), "string");
            }
        }
    }

    /// <summary>The metadata of a custom resource are read by themselves.</summary>
    private static string InMetadata(KindRow row, string name) => row.Custom ? $"ObjectMeta.{name}" : $"ObjectMeta.metadata.{name}";

    private static ApiException WrongType(KindRow row, JsonNode? found, string field, string wanted)
    {
        var type = found?.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Array => "array",
            _ => "object",
        };
        return ApiErrors.BadRequest(
            $"{row.Kind} in version \"{row.Version}\" cannot be handled as a {row.Kind}: json: cannot unmarshal {type} into Go struct field {field} of type {wanted}");
    }
}
