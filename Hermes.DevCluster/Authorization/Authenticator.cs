using System.Collections.Concurrent;
using System.Security.Cryptography;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Authorization;

/// <summary>Tells who a caller is: by a client certificate, by a bearer token, or by what an impersonator says.</summary>
internal sealed class Authenticator
{
    private readonly ConcurrentDictionary<string, UserInfo> _tokens = new(StringComparer.Ordinal);

    /// <summary>Makes a token for a user.</summary>
    public string Issue(UserInfo user)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _tokens[token] = user;
        return token;
    }

    /// <summary>The caller.</summary>
    /// <exception cref="ApiException">401: a token that is not ours.</exception>
    public UserInfo Identify(ApiRequest request)
    {
        const string scheme = "Bearer ";
        if (request.Certificate is { } certified)
        {
            return certified;
        }

        if (request.Authorization is not { } header || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return UserInfo.Anonymous;
        }

        return _tokens.GetValueOrDefault(header[scheme.Length..].Trim())
            ?? throw new ApiException(401, "Unauthorized", "Unauthorized");
    }

    /// <summary>The user that a token belongs to; null where it is not ours.</summary>
    public UserInfo? Of(string token) => _tokens.GetValueOrDefault(token);

    /// <summary>Whom the caller acts as; the caller where the request does not impersonate.</summary>
    public static UserInfo ActingAs(ApiRequest request, UserInfo caller)
    {
        if (request.ImpersonateUser is not { Length: > 0 } name)
        {
            return caller;
        }

        return name == UserInfo.Anonymous.Name
            ? UserInfo.Anonymous
            : new UserInfo(name, [.. request.ImpersonateGroups, .. UserInfo.ServiceAccountGroups(name), UserInfo.Authenticated]);
    }
}
