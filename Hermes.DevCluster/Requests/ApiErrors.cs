using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Requests;

/// <summary>The refusals of the API server, in its words.</summary>
internal static class ApiErrors
{
    /// <summary>What a write against an object that moved on is told.</summary>
    public const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    /// <summary>The resource with its group, as messages name it: <c>deployments.apps</c>.</summary>
    public static string Resource(KindRow row) => Qualified(row.Plural, Group(row));

    /// <summary>
    /// The group that messages name. A kind that is stored as another group's (an event of <c>events.k8s.io</c>) is spoken of as that one.
    /// </summary>
    public static string Group(KindRow row)
    {
        if (row.StorageKey is not { } key)
        {
            return row.Group;
        }

        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : key[..slash];
    }

    /// <summary>A name with its group.</summary>
    public static string Qualified(string name, string group) => group.Length == 0 ? name : $"{name}.{group}";

    /// <summary>404: no such object.</summary>
    public static ApiException NotFound(KindRow row, string name) => NotFound(row.Plural, Group(row), name);

    /// <summary>404: no such object.</summary>
    public static ApiException NotFound(string plural, string group, string name) =>
        new(404, "NotFound", $"{Qualified(plural, group)} \"{name}\" not found") { Name = name, Group = group, Kind = plural };

    /// <summary>404: no such resource, where the path is not even known.</summary>
    public static ApiException NoSuchResource() =>
        new(404, "NotFound", "the server could not find the requested resource") { HasDetails = true };

    /// <summary>409: the name is taken.</summary>
    public static ApiException AlreadyExists(KindRow row, string name) =>
        new(409, "AlreadyExists", $"{Resource(row)} \"{name}\" already exists") { Name = name, Group = Group(row), Kind = row.Plural };

    /// <summary>409: the write does not fit the stored object.</summary>
    public static ApiException Conflict(KindRow row, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {Resource(row)} \"{name}\": {why}")
        {
            Name = name,
            Group = Group(row),
            Kind = row.Plural,
        };

    /// <summary>409: a delete's precondition does not hold; here the server names the kind, not the resource.</summary>
    public static ApiException PreconditionFailed(KindRow row, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(row.Kind, Group(row))} \"{name}\": {why}")
        {
            Name = name,
            Group = Group(row),
            Kind = row.Kind,
        };

    /// <summary>422: the object has faults.</summary>
    /// <param name="kind">The kind, or the resource in the one case where the server says so.</param>
    /// <param name="group">Its group.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="faults">The faults; a repeated one is named once in the message and as often as it occurs in the causes.</param>
    public static ApiException Invalid(string kind, string group, string name, IReadOnlyList<FieldError> faults)
    {
        var lines = faults.Select(fault => $"{fault.Field}: {fault.Message}").Distinct(StringComparer.Ordinal).ToArray();
        var why = lines.Length == 1 ? lines[0] : $"[{string.Join(", ", lines)}]";
        return new ApiException(422, "Invalid", $"{Qualified(kind, group)} \"{name}\" is invalid: {why}")
        {
            Name = name,
            Group = group,
            Kind = kind,
            Causes = faults,
        };
    }

    /// <summary>422: the object has faults.</summary>
    public static ApiException Invalid(KindRow row, string name, IReadOnlyList<FieldError> faults) =>
        Invalid(row.Kind, Group(row), name, faults);

    /// <summary>422: what a patch makes of the object cannot be read.</summary>
    /// <param name="made">The object, or the patch, as the real server prints it.</param>
    /// <param name="why">The decoder's words.</param>
    public static ApiException InvalidPatch(string made, string why) => Invalid("", "", "", [FieldErrors.Invalid("patch", made, why)]);

    /// <summary>422: an option of the request has a fault.</summary>
    public static ApiException InvalidOption(string options, FieldError fault) => Invalid(options, "meta.k8s.io", "", [fault]);

    /// <summary>400.</summary>
    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>405: the resource does not know the verb.</summary>
    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource") { HasDetails = true };

    /// <summary>405: a custom resource's subresource does not know the verb.</summary>
    public static ApiException NotSupported(KindRow row, string verb) =>
        new(405, "MethodNotAllowed", $"{verb} is not supported on resources of kind \"{Resource(row)}\"") { Group = row.Group, Kind = row.Plural };

    /// <summary>406: no representation that the client accepts.</summary>
    public static ApiException NotAcceptable() =>
        new(
            406,
            "NotAcceptable",
            "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf")
        {
            HasDetails = true,
        };

    /// <summary>415: a body of an unknown type.</summary>
    public static ApiException UnsupportedMediaType(params IReadOnlyList<string> accepted) =>
        new(
            415,
            "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    /// <summary>415: a patch of a built-in kind, of an unknown type.</summary>
    public static ApiException UnsupportedPatch() =>
        new(415, "UnsupportedMediaType", "415: Unsupported Media Type") { HasDetails = true };

    /// <summary>410: a version that has been forgotten.</summary>
    public static ApiException Expired(string message, string? continueToken = null) =>
        new(410, "Expired", message) { Continue = continueToken };

    /// <summary>504: a version that has not been reached.</summary>
    public static ApiException TooLargeResourceVersion(long asked, long current) =>
        new(504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}")
        {
            Causes = [new FieldError("", "ResourceVersionTooLarge", "Too large resource version")],
            RetryAfterSeconds = 1,
        };

    /// <summary>500 without a reason.</summary>
    public static ApiException Internal(string message) => new(500, "", message);
}
