using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>Whether a write is meant for the object, and the version of it, that is stored.</summary>
internal static class RevisionCheck
{
    /// <summary>Checks what the new object says of the one it replaces.</summary>
    /// <exception cref="ApiException">409: another object or version is stored; 422: the kind wants a version named.</exception>
    public static void Check(KindRow row, StoredObject before, JsonObject value, UpdateRequest update)
    {
        var name = before.Key.Name;
        var metadata = value.Metadata();
        if (update.Replaces && metadata.Text("uid") is { Length: > 0 } uid && uid != before.Uid)
        {
            throw ApiErrors.Conflict(
                row,
                name,
                $"StorageError: invalid object, Code: 4, Key: {StoragePath.Of(row, before.Key)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Uid}");
        }

        var revision = metadata.Text("resourceVersion") ?? "";
        if (revision.Length > 0 && !ulong.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw ApiErrors.Internal($"strconv.ParseUint: parsing {GoText.Quote(revision)}: invalid syntax");
        }

        if (revision is "" or "0")
        {
            if (UpdateRules.NeedsRevision(row))
            {
                throw ApiErrors.Invalid(
                    row.Plural,
                    row.Group,
                    name,
                    [new FieldError("metadata.resourceVersion", "FieldValueInvalid", "Invalid value: 0: must be specified for an update")]);
            }
        }
        else if (revision != before.Value.Metadata().Text("resourceVersion"))
        {
            throw ApiErrors.Conflict(row, name, ApiErrors.Modified);
        }
    }
}
