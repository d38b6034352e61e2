using System.Text.Json;
using Hermes.Kubernetes.Applying;

namespace Hermes.Kubernetes.Tests.Applying;

public sealed class DesiredFieldsTests
{
    [Theory]
    [InlineData("""{"spec":{"type":"ClusterIP"}}""", """{"spec":{"type":"ClusterIP","clusterIP":"10.0.0.1"},"status":{}}""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"env":[{"name":"A","value":""}]}""", """{"env":[{"name":"A"}]}""")]
    [InlineData("""{"env":[{"name":"A","value":"1"}]}""", """{"env":[{"name":"B","value":"2"},{"name":"A","value":"1"}]}""")]
    [InlineData("""{"containers":[{"name":"app","image":"x"}]}""", """{"containers":[{"name":"proxy"},{"name":"app","image":"x","tty":false}]}""")]
    [InlineData("""{"ports":[{"containerPort":80}]}""", """{"ports":[{"containerPort":80,"protocol":"TCP"},{"containerPort":90,"protocol":"TCP"}]}""")]
    [InlineData("""{"ports":[{"port":80,"targetPort":"http"}]}""", """{"ports":[{"port":80,"protocol":"TCP","targetPort":"http","nodePort":30000}]}""")]
    [InlineData("""{"resources":{"limits":{"memory":"0.25Gi","cpu":"0.1"}}}""", """{"resources":{"limits":{"memory":"256Mi","cpu":"100m"}}}""")]
    [InlineData("""{"annotations":{}}""", """{"annotations":{"a":"b"}}""")]
    [InlineData("""{"args":[]}""", """{}""")]
    [InlineData("""{"rules":[{"host":"h"}]}""", """{"rules":[{"host":"h","extra":1}]}""")]
    [InlineData("""{"x":null}""", """{}""")]
    public void Match_EverythingDesiredIsThere_Holds(string desired, string live) => FirstDifference(desired, live).ShouldBeNull();

    [Theory]
    [InlineData("""{"spec":{"type":"ClusterIP"}}""", """{"spec":{"type":"NodePort"}}""", ".spec.type")]
    [InlineData("""{"spec":{"type":"ClusterIP"}}""", "{}", ".spec")]
    [InlineData("""{"a":true}""", "{}", ".a")]
    [InlineData("""{"a":false}""", "{}", ".a")]
    [InlineData("""{"a":0}""", "{}", ".a")]
    [InlineData("""{"a":80}""", """{"a":"80"}""", ".a")]
    [InlineData("""{"emptyDir":{}}""", "{}", ".emptyDir")]
    [InlineData("""{"args":["a","b"]}""", """{"args":["b","a"]}""", ".args[0]")]
    [InlineData("""{"args":["a"]}""", """{"args":["a","b"]}""", ".args")]
    [InlineData("""{"args":[]}""", """{"args":["a"]}""", ".args")]
    [InlineData("""{"env":[{"name":"A","value":"1"}]}""", """{"env":[{"name":"A","value":"2"}]}""", ".env[A].value")]
    [InlineData("""{"env":[{"name":"A","value":"1"}]}""", """{"env":[]}""", ".env[A]")]
    [InlineData("""{"ports":[{"port":80}]}""", """{"ports":[{"port":80,"protocol":"UDP"}]}""", ".ports[80,TCP]")]
    [InlineData("""{"selector":{"app":"a"}}""", """{"selector":{"app":"a","more":"b"}}""", ".selector")]
    [InlineData("""{"resources":{"limits":{"memory":"256Mi"}}}""", """{"resources":{"limits":{"memory":"256M"}}}""", ".resources.limits.memory")]
    [InlineData("""{"name":"0.1"}""", """{"name":"100m"}""", ".name")]
    public void Match_ADesiredValueDiffers_IsNamed(string desired, string live, string path) => FirstDifference(desired, live).ShouldBe(path);

    private static string? FirstDifference(string desired, string live)
    {
        using var a = JsonDocument.Parse(desired);
        using var b = JsonDocument.Parse(live);
        DesiredFields.Match(a.RootElement, b.RootElement).ShouldBe(DesiredFields.FirstDifference(a.RootElement, b.RootElement) is null);
        return DesiredFields.FirstDifference(a.RootElement, b.RootElement);
    }
}
