using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>Answers create, update, delete and deletecollection.</summary>
internal sealed class Writing(ObjectStore store, ObjectWriter writer, Reading reading)
{
    /// <summary>POST.</summary>
    public ApiResponse Create(Target target)
    {
        var form = Negotiation.Choose(target.Request.Accept);
        var options = WriteOptions.Of(target.Query, target.Request.UserAgent, "CreateOptions");
        var value = RequestBody.Object(target.Request, target.Row, options);
        return options.Answer(() =>
            reading.One(target.Row, writer.Create(target.Row, target.Namespace, value, options).Value, 201, form, target.Query));
    }

    /// <summary>PUT.</summary>
    public ApiResponse Update(Target target)
    {
        var row = target.Row;
        var form = Negotiation.Choose(target.Request.Accept);
        var options = WriteOptions.Of(target.Query, target.Request.UserAgent, "UpdateOptions");
        var value = RequestBody.Object(target.Request, row, options);
        options.CheckCreate = target.CheckCreate;
        var update = new UpdateRequest(options, target.Info.Subresource, Replaces: true);
        return options.Answer(() =>
        {
            var result = target.Info.Subresource is null && UpdateRules.AllowsCreate(row)
                ? writer.Upsert(row, target.Key, update, _ => value)
                : writer.Update(row, target.Key, update, _ => value);
            return reading.One(row, result.Value, result.Created ? 201 : 200, form, target.Query);
        });
    }

    /// <summary>DELETE of an object.</summary>
    public ApiResponse Delete(Target target)
    {
        var row = target.Row;
        var options = DeleteOptions.Of(target.Query, RequestBody.Options(target.Request));
        var (value, gone) = writer.Delete(row, target.Key, options);
        if (!gone)
        {
            var status = options.AcceptedWhenPending ? 202 : 200;
            return reading.One(row, value, status, Negotiation.Choose(target.Request.Accept), target.Query);
        }

        var uid = value.Metadata().Text("uid") ?? "";
        return ReturnsObject(target)
            ? reading.One(row, value, 200, Negotiation.Choose(target.Request.Accept), target.Query)
            : ApiResponse.Json(200, StatusObject.Deleted(target.Key.Name, row.Group, row.Plural, uid));
    }

    /// <summary>DELETE of a collection.</summary>
    public ApiResponse DeleteCollection(Target target)
    {
        var row = target.Row;
        var options = DeleteOptions.Of(target.Query, RequestBody.Options(target.Request));
        var list = ListOptions.Of(target.Query, row, isWatch: false);
        var deleted = new List<JsonObject>();
        foreach (var stored in store.World.Of(ObjectStore.StorageKey(row)).List(target.Namespace).Where(each => list.Shows(row, each)))
        {
            try
            {
                writer.Delete(row, stored.Key, options);

                // The answer is the list as it was read, whatever became of its items.
                deleted.Add(Versions.In(row, stored.Value));
            }
            catch (ApiException refusal) when (refusal.Code == 404)
            {
                // Gone in the meantime, which is what was asked for.
            }
        }

        return reading.ListOf(row, deleted);
    }

    // Kinds whose registry says ReturnDeletedObject.
    private static bool ReturnsObject(Target target) =>
        target.Row is { Group: "", Plural: "pods" or "services" or "serviceaccounts" or "persistentvolumes" or "persistentvolumeclaims" or "resourcequotas" };
}
