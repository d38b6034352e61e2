using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>How an object is to be deleted.</summary>
internal sealed record DeleteOptions
{
    /// <summary>The finalizer that lets dependents go first.</summary>
    public const string ForegroundFinalizer = "foregroundDeletion";

    /// <summary>The finalizer that frees dependents first.</summary>
    public const string OrphanFinalizer = "orphan";

    private const string PropagationField = "propagationPolicy";

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>; null where the request does not say.</summary>
    public string? Propagation { get; init; }

    /// <summary>The uid that the object must have; null for any.</summary>
    public string? Uid { get; init; }

    /// <summary>The resourceVersion that the object must have; null for any.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Whether nothing is stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the answer to an unfinished deletion is 202: only for the old field <c>orphanDependents: false</c>.</summary>
    public bool AcceptedWhenPending { get; init; }

    /// <summary>Reads the options from a request's query and body.</summary>
    public static DeleteOptions Of(QueryParameters query, JsonObject? body)
    {
        var preconditions = body.Object("preconditions");
        var propagation = body.Text(PropagationField) ?? NonEmpty(query[PropagationField]);
        var orphan = body.Boolean("orphanDependents") ?? (query["orphanDependents"].Length > 0 ? query.Flag("orphanDependents") : null);
        if (propagation is not null && orphan is not null)
        {
            throw Refuse(FieldErrors.Invalid(
                PropagationField, propagation, "orphanDependents and deletionPropagation cannot be both set"));
        }

        if (propagation is not (null or "Background" or "Foreground" or "Orphan"))
        {
            throw Refuse(FieldErrors.NotSupported(PropagationField, propagation, ["Foreground", "Background", "Orphan", "nil"]));
        }

        return new DeleteOptions
        {
            Propagation = propagation ?? orphan switch
            {
                true => "Orphan",
                false => "Background",
                null => null,
            },
            Uid = preconditions.Text("uid"),
            ResourceVersion = preconditions.Text("resourceVersion"),
            DryRun = query["dryRun"] == "All" || body.Texts("dryRun").Contains("All", StringComparer.Ordinal),
            AcceptedWhenPending = orphan == false,
        };
    }

    /// <summary>An object's finalizers once its deletion has begun.</summary>
    public IReadOnlyList<string> Finalizers(IReadOnlyList<string> former)
    {
        if (Propagation is null)
        {
            return former;
        }

        var others = former.Where(name => name is not (ForegroundFinalizer or OrphanFinalizer));
        return Propagation switch
        {
            "Foreground" => [.. others, ForegroundFinalizer],
            "Orphan" => [.. others, OrphanFinalizer],
            _ => [.. others],
        };
    }

    /// <summary>Checks the stored object.</summary>
    /// <exception cref="ApiException">409.</exception>
    public void CheckPreconditions(KindRow row, StoredObject stored)
    {
        var name = stored.Key.Name;
        if (Uid is not null && Uid != stored.Uid)
        {
            throw ApiErrors.PreconditionFailed(
                row,
                name,
                $"the UID in the precondition ({Uid}) does not match the UID in record ({stored.Uid}). The object might have been deleted and then recreated");
        }

        var revision = stored.Value.Metadata().Text("resourceVersion");
        if (ResourceVersion is not null && ResourceVersion != revision)
        {
            throw ApiErrors.PreconditionFailed(
                row,
                name,
                $"the ResourceVersion in the precondition ({ResourceVersion}) does not match the ResourceVersion in record ({revision}). The object might have been modified");
        }
    }

    private static ApiException Refuse(FieldError fault) => ApiErrors.InvalidOption("DeleteOptions", fault);

    private static string? NonEmpty(string text) => text.Length == 0 ? null : text;
}
