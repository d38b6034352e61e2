using System.Collections.Frozen;

namespace Hermes.DevCluster.Requests.Protobuf;

/// <summary>The fields of a message that this server reads.</summary>
internal sealed class Message(params IReadOnlyList<Field> fields)
{
    private readonly FrozenDictionary<int, Field> _fields = fields.ToFrozenDictionary(field => field.Number);

    /// <summary>A field by its number; null where this server does not know it.</summary>
    public Field? Find(int number) => _fields.GetValueOrDefault(number);
}
