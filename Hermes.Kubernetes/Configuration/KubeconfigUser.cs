using System.Collections.Immutable;

namespace Hermes.Kubernetes.Configuration;

/// <summary>The <c>user</c> of a kubeconfig. What it asks for is done or refused: passing over it would mean calling as somebody else.</summary>
internal static class KubeconfigUser
{
    public static ClusterConfiguration Apply(KubeconfigNode user, ClusterConfiguration configuration)
    {
        Refuse(user);
        var certificate = user.Pem("client-certificate");
        var key = user.Pem("client-key");
        if (certificate is not null != key is not null)
        {
            var (given, missing) = key is null ? ("client-certificate", "client-key") : ("client-key", "client-certificate");
            throw user.Fault(missing, $"is missing, though there is a {given}");
        }

        return configuration with
        {
            ClientCertificate = certificate,
            ClientKey = key,
            Token = user.Text("token"),
            TokenFile = user.FilePath("tokenFile"),
            Exec = user.Mapping("exec") is { } exec ? Exec(exec) : null,
            Impersonation = Impersonation(user),
        };
    }

    private static void Refuse(KubeconfigNode user)
    {
        if (user.Text("username") is not null || user.Text("password") is not null)
        {
            throw user.Fault("username", "basic authentication is not supported; Kubernetes dropped it in 1.19");
        }

        if (user.Mapping("auth-provider") is not null)
        {
            throw user.Fault("auth-provider", "is not supported; use the exec plugin of your provider");
        }
    }

    private static Impersonation? Impersonation(KubeconfigNode user)
    {
        var groups = user.Texts("as-groups").ToImmutableArray();
        var extra = user.Mapping("as-user-extra");
        if (user.Text("as") is not { } name)
        {
            return user.Text("as-uid") is null && groups.IsEmpty && extra is null
                ? null
                : throw user.Fault("as", "is missing, though something else is to be impersonated");
        }

        return new Impersonation(name)
        {
            Uid = user.Text("as-uid"),
            Groups = groups,
            Extra = extra?.Fields().ToImmutableDictionary(key => key, key => extra.Texts(key).ToImmutableArray())
                ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        };
    }

    private static ExecCredential Exec(KubeconfigNode exec)
    {
        var version = exec.Required("apiVersion");
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw exec.Fault("apiVersion", $"{version} is not supported: client.authentication.k8s.io/v1 and v1beta1 are");
        }

        if (exec.Flag("provideClusterInfo"))
        {
            throw exec.Fault("provideClusterInfo", "is not supported");
        }

        if (exec.Text("interactiveMode") == "Always")
        {
            throw exec.Fault("interactiveMode", "Always is not supported: nobody is there to be asked");
        }

        var command = exec.Required("command");
        return new ExecCredential
        {
            ApiVersion = version,

            // A bare name is looked for in PATH; a path starts from the kubeconfig.
            Command = Path.GetFileName(command) == command ? command : Path.Combine(exec.Directory, command),
            Arguments = [.. exec.Texts("args")],
            Environment = exec.Mappings("env")
                .GroupBy(entry => entry.Required("name"), entry => entry.Text("value") ?? "")
                .ToImmutableDictionary(values => values.Key, values => values.Last()),
            InstallHint = exec.Text("installHint"),
        };
    }
}
