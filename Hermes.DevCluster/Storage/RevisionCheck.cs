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
            throw OtherUid(row, before.Key, uid, before.Uid);
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
    /// <summary>Checks what an object says of one that it would replace, where there is none: a version is let pass, a UID is not.</summary>
    /// <exception cref="ApiException">409: it is meant for an object that is gone.</exception>
    public static void CheckAbsent(KindRow row, ObjectKey key, JsonObject value, UpdateRequest update)
    {
        if (update.Replaces && value.Object("metadata").Text("uid") is { Length: > 0 } uid)
        {
            throw OtherUid(row, key, uid, present: "");
        }
    }

    private static ApiException OtherUid(KindRow row, ObjectKey key, string wanted, string present) => ApiErrors.Conflict(
        row,
        key.Name,
        $"StorageError: invalid object, Code: 4, Key: {StoragePath.Of(row, key)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {wanted}, UID in object meta: {present}");
}
