using FsCheck;
using FsCheck.Fluent;

namespace Hermes.DevCluster.Tests.Apply;

/// <summary>Specs with every kind of list and map, often overlapping.</summary>
public static class WidgetSpecs
{
    public static Arbitrary<WidgetSpec> Specs() => Arb.From(
        from image in Maybe("image", Gen.Elements("\"x\"", "\"y\""))
        from replicas in Maybe("replicas", Gen.Elements("1", "2"))
        from hosts in Maybe("hosts", Some("\"h1\"", "\"h2\"", "\"h3\""))
        from ports in Maybe("ports", Some("""{"name":"a","port":1}""", """{"name":"b","port":2}""", """{"name":"c"}"""))
        from args in Maybe("args", Some("\"1\"", "\"2\""))
        from free in Maybe("free", Gen.Elements("{}", """{"k":1}""", """{"k":{"l":[1]}}""", """{"m":null}"""))
        from scaling in Maybe("scaling", Gen.Elements("{}", """{"min":1}""", """{"min":2,"max":3}"""))
        let fields = new[] { image, replicas, hosts, ports, args, free, scaling }.Where(field => field.Length > 0)
        select new WidgetSpec($"{{{string.Join(',', fields)}}}"));

    private static Gen<string> Maybe(string name, Gen<string> value) =>
        Gen.Frequency((1, Gen.Constant("")), (2, value.Select(text => $"\"{name}\":{text}")));

    private static Gen<string> Some(params string[] elements) =>
        Gen.SubListOf(elements).Select(chosen => $"[{string.Join(',', chosen)}]");
}
