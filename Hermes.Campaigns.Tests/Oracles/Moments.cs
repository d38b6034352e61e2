using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Tests.Oracles;

/// <summary>A world of objects written down, in which one thing after another changes.</summary>
internal sealed class Moments
{
    private readonly Dictionary<(string Plural, string Name), JsonObject> _objects = [];

    public TimeSpan Elapsed { get; set; }

    /// <summary>The moment after an object has come to be, or to be as it is now.</summary>
    public Moment Put(string plural, string name, string json, bool byOperator = false)
    {
        var before = _objects.GetValueOrDefault((plural, name));
        var value = JsonNode.Parse(json)!.AsObject();
        value.Child("metadata")["name"] = name;
        _objects[(plural, name)] = value;
        return After(new ObjectChange(before is null ? ChangeType.Added : ChangeType.Modified, Row(plural), value, before), byOperator);
    }

    /// <summary>The moment after an object has gone.</summary>
    public Moment Remove(string plural, string name)
    {
        _objects.Remove((plural, name), out var last);
        return After(new ObjectChange(ChangeType.Deleted, Row(plural), last!, last), byOperator: false);
    }

    private Moment After(ObjectChange change, bool byOperator) =>
        new(_objects) { Elapsed = Elapsed, Change = change, IsOperators = byOperator };

    private static KindRow Row(string plural) => new() { Group = "", Version = "v1", Kind = plural, Plural = plural };
}
