using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Authorization;

/// <summary>Lets a request pass or refuses it.</summary>
/// <param name="rbac">Evaluates roles; null lets everybody do everything but the anonymous.</param>
internal sealed class Authorizer(RbacAuthorizer? rbac)
{
    // What the bootstrap role system:public-info-viewer lets everybody see.
    private static readonly string[] PublicPaths = ["/healthz", "/livez", "/readyz", "/version", "/version/"];

    /// <summary>Why a user may do something; null where nothing allows it.</summary>
    public string? Allows(UserInfo user, AccessAttributes wish)
    {
        if (wish.Resource.Length == 0 && wish.Verb is "get" or "head" && PublicPaths.Contains(wish.Path, StringComparer.Ordinal))
        {
            return "";
        }

        if (rbac is not null)
        {
            return rbac.Allows(user, wish);
        }

        return user.In(UserInfo.Authenticated) ? "" : null;
    }

    /// <summary>Checks a request.</summary>
    /// <exception cref="ApiException">403.</exception>
    public void Check(UserInfo user, RequestInfo info)
    {
        var wish = new AccessAttributes
        {
            Verb = info.Verb,
            Group = info.Group,
            Resource = info.Resource,
            Subresource = info.Subresource,
            Namespace = info.Namespace,
            Name = info.SubjectName,
            Path = info.Path,
        };
        if (Allows(user, wish) is null)
        {
            throw Forbidden(user, wish);
        }
    }

    /// <summary>Checks that a caller may act as another.</summary>
    /// <exception cref="ApiException">403.</exception>
    public void CheckImpersonation(UserInfo caller, string name)
    {
        var wish = new AccessAttributes { Verb = "impersonate", Resource = "users", Name = name };
        if (Allows(caller, wish) is null)
        {
            throw Forbidden(caller, wish);
        }
    }

    private static ApiException Forbidden(UserInfo user, AccessAttributes wish)
    {
        if (wish.Resource.Length == 0)
        {
            return new ApiException(403, "Forbidden", $"forbidden: User \"{user.Name}\" cannot {wish.Verb} path \"{wish.Path}\"")
            {
                HasDetails = true,
            };
        }

        var what = ApiErrors.Qualified(wish.Resource, wish.Group) + (wish.Name is null ? "" : $" \"{wish.Name}\"");
        var where = string.IsNullOrEmpty(wish.Namespace) ? "at the cluster scope" : $"in the namespace \"{wish.Namespace}\"";
        return new ApiException(
            403,
            "Forbidden",
            $"{what} is forbidden: User \"{user.Name}\" cannot {wish.Verb} resource \"{wish.FullResource}\" in API group \"{wish.Group}\" {where}")
        {
            Name = wish.Name,
            Group = wish.Group,
            Kind = wish.Resource,
        };
    }
}
