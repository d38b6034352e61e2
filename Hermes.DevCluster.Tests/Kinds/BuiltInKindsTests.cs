using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Kinds;

public sealed class BuiltInKindsTests
{
    [Fact]
    public void Rows_AreKnownByGroupVersionAndPlural() =>
        BuiltInKinds.All.Select(row => row.ToString()).ShouldBeUnique();

    [Fact]
    public void ShortNames_WithinAGroup_AreUnique() =>
        BuiltInKinds.All.SelectMany(row => row.ShortNames.Select(name => $"{row.Group}/{name}")).ShouldBeUnique();

    [Fact]
    public void MapLists_NameKeysThatTheirItemsHave()
    {
        foreach (var row in BuiltInKinds.All)
        {
            Walk(row.Schema, row.ToString());
        }

        static void Walk(Schema schema, string path)
        {
            string?[] keys = [.. schema.ListMapKeys, schema.PatchMergeKey];
            foreach (var key in keys.OfType<string>())
            {
                schema.Items!.Properties.ContainsKey(key).ShouldBeTrue($"{path}: {key}");
            }

            foreach (var field in schema.Required)
            {
                schema.Properties.ContainsKey(field).ShouldBeTrue($"{path}: {field}");
            }

            foreach (var (name, field) in schema.Properties)
            {
                Walk(field, $"{path}.{name}");
            }

            if (schema.Items is { } items)
            {
                Walk(items, path + "[]");
            }
        }
    }
}
