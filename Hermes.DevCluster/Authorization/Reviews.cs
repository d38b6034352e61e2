using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Authorization;

/// <summary>Answers who somebody is and what they may do.</summary>
internal sealed class Reviews(Authenticator authenticator, Authorizer authorizer, RbacAuthorizer? rbac, TimeProvider clock)
{
    /// <summary>Answers a review.</summary>
    public ApiResponse Answer(Target target, UserInfo user)
    {
        if (target.Info.Verb != "create" || target.Info.Name is not null)
        {
            throw ApiErrors.MethodNotAllowed();
        }

        var options = WriteOptions.Of(target.Query, target.Request.UserAgent, "CreateOptions");
        var review = RequestBody.Object(target.Request, target.Row, options);
        var spec = review.Object("spec");
        review["status"] = target.Row.Kind switch
        {
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = Describe(user) },
            "TokenReview" => TokenStatus(spec),
            "SelfSubjectRulesReview" => RulesStatus(user, spec.Text("namespace")),
            "SelfSubjectAccessReview" => AccessStatus(user, spec, null),
            _ => AccessStatus(Subject(spec), spec, target.Namespace),
        };
        ManagedFields.Record(
            null,
            review,
            target.Row.Schema,
            options.Manager,
            Versions.ApiVersion(target.Row),
            null,
            Timestamp.Now(clock),
            ["status"]);
        return ApiResponse.Json(201, review);
    }

    private static UserInfo Subject(JsonObject? spec)
    {
        var name = spec.Text("user") ?? "";
        return new UserInfo(name, [.. spec.Texts("groups"), .. UserInfo.ServiceAccountGroups(name)]);
    }

    private static JsonObject Describe(UserInfo user) => new()
    {
        ["username"] = user.Name,
        ["groups"] = new JsonArray([.. user.Groups.Select(group => JsonValue.Create(group))]),
    };

    private static JsonArray Texts(JsonObject rule, string name) =>
        new([.. rule.Texts(name).Select(text => JsonValue.Create(text))]);

    private JsonObject TokenStatus(JsonObject? spec) => authenticator.Of(spec.Text("token") ?? "") is { } user
        ? new JsonObject { ["authenticated"] = true, ["user"] = Describe(user) }
        : new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };

    private JsonObject AccessStatus(UserInfo user, JsonObject? spec, string? ns)
    {
        var resource = spec.Object("resourceAttributes");
        var path = spec.Object("nonResourceAttributes");
        var wish = new AccessAttributes
        {
            Verb = (resource ?? path).Text("verb") ?? "",
            Group = resource.Text("group") ?? "",
            Resource = resource.Text("resource") ?? "",
            Subresource = NonEmpty(resource.Text("subresource")),
            Namespace = NonEmpty(resource.Text("namespace")) ?? ns,
            Name = NonEmpty(resource.Text("name")),
            Path = path.Text("path") ?? "",
        };

        // Without roles whoever asks is somebody, and may do everything.
        var because = rbac is null ? "" : authorizer.Allows(user, wish);
        var status = new JsonObject { ["allowed"] = because is not null };
        if (!string.IsNullOrEmpty(because))
        {
            status["reason"] = because;
        }

        return status;
    }

    private JsonObject RulesStatus(UserInfo user, string? ns)
    {
        var resources = new JsonArray();
        var paths = new JsonArray();
        IEnumerable<JsonObject> rules = rbac is null || user.In(UserInfo.Masters)
            ? [
                new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") },
                new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") },
            ]
            : rbac.Rules(user, ns).Select(rule => rule.Rule);
        foreach (var rule in rules)
        {
            if (rule.Texts("resources").Count > 0)
            {
                var copy = new JsonObject
                {
                    ["verbs"] = Texts(rule, "verbs"),
                    ["apiGroups"] = Texts(rule, "apiGroups"),
                    ["resources"] = Texts(rule, "resources"),
                };
                if (rule.Texts("resourceNames").Count > 0)
                {
                    copy["resourceNames"] = Texts(rule, "resourceNames");
                }

                resources.Add((JsonNode)copy);
            }
            else
            {
                paths.Add((JsonNode)new JsonObject { ["verbs"] = Texts(rule, "verbs"), ["nonResourceURLs"] = Texts(rule, "nonResourceURLs") });
            }
        }

        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
