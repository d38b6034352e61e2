using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Storage;

/// <summary>The part of metadata that the server alone decides: which object it is, and since when.</summary>
internal static class ObjectIdentity
{
    private static readonly string[] GivenByServer = ["uid", "resourceVersion", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private static readonly string[] Kept = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "namespace"];

    /// <summary>The key of an object.</summary>
    public static ObjectKey KeyOf(JsonObject metadata) => new(metadata.Text("namespace") ?? "", metadata.Text("name") ?? "");

    /// <summary>Gives an object the path's name, which it must have already if it has one.</summary>
    public static void CheckName(JsonObject value, string name)
    {
        var metadata = value.Metadata();
        if (metadata.Text("name") is { Length: > 0 } given && given != name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({given}) does not match the name on the URL ({name})");
        }

        metadata["name"] = name;
    }

    /// <summary>Refuses an object that names another namespace than the path's.</summary>
    public static void CheckNamespace(JsonObject value, string? ns)
    {
        if (value["metadata"] is JsonObject metadata && metadata.Text("namespace") is { Length: > 0 } given && given != (ns ?? ""))
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    /// <summary>Makes the metadata that of an object which is not there yet: its author's word on its identity counts for nothing.</summary>
    public static void BeginAnew(JsonObject metadata, string? ns)
    {
        foreach (var name in GivenByServer)
        {
            metadata.Remove(name);
        }

        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }
        else
        {
            metadata.Remove("namespace");
        }
    }

    /// <summary>Takes over from the stored object what a writer may leave out, and what no writer decides.</summary>
    public static void CarryOver(JsonObject metadata, JsonObject old, StoredObject before)
    {
        foreach (var name in Kept)
        {
            if (metadata[name] is null && old[name] is { } kept)
            {
                metadata[name] = kept.DeepClone();
            }
        }

        if (old["generation"] is { } generation)
        {
            metadata["generation"] = generation.DeepClone();
        }
        else
        {
            metadata.Remove("generation");
        }

        metadata["resourceVersion"] = before.Value.Metadata().Text("resourceVersion");
    }

    /// <summary>Writes the finalizers; none at all where there are none.</summary>
    public static void SetFinalizers(JsonObject metadata, IReadOnlyList<string> finalizers)
    {
        if (finalizers.Count == 0)
        {
            metadata.Remove("finalizers");
        }
        else
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]);
        }
    }
}
