using System.Text;
using Hermes.Clusters.EnvTest;

namespace Hermes.Clusters.Tests.EnvTest;

public sealed class AdminKubeconfigTests
{
    [Fact]
    public void Yaml_NamesTheServerAndCarriesEveryCertificateInline()
    {
        var yaml = AdminKubeconfig.Yaml(new Uri("https://127.0.0.1:6443/"), "authority", new IssuedCertificate("certificate", "key"));

        yaml.ShouldContain("    server: https://127.0.0.1:6443\n");
        yaml.ShouldContain($"    certificate-authority-data: {Base64("authority")}\n");
        yaml.ShouldContain($"    client-certificate-data: {Base64("certificate")}\n");
        yaml.ShouldContain($"    client-key-data: {Base64("key")}\n");
        yaml.ShouldContain("current-context: envtest\n");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
