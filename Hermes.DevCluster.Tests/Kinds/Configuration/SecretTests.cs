using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tests.Kinds.Configuration;

public sealed class SecretTests
{
    private static readonly KindRow Row = KindWriter.Row("Secret", "");

    [Fact]
    public void StringData_IsKeptAsData()
    {
        var value = KindWriter.Create(Row, """{"metadata": {"name": "a"}, "stringData": {"password": "hunter2"}}""");

        value["data"].ShouldBeJson("""{"password": "aHVudGVyMg=="}""");
        value.ContainsKey("stringData").ShouldBeFalse();
        value.TextAt("type").ShouldBe("Opaque");
    }

    [Fact]
    public void Data_ThatIsNoBase64_IsRefused() =>
        Should.Throw<ApiException>(() => KindWriter.Complete(Row, """{"data": {"a": "not base64!"}}"""))
            .Message.ShouldBe("Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 3");

    [Fact]
    public void Tls_WithoutItsKeys_IsRefused() =>
        KindWriter.Faults(Row, """{"metadata": {"name": "a"}, "type": "kubernetes.io/tls"}""")
            .ShouldBe(["data[tls.crt]: Required value", "data[tls.key]: Required value"]);
}
