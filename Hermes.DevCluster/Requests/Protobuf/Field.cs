namespace Hermes.DevCluster.Requests.Protobuf;

/// <summary>A field of a message.</summary>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record Field(int Number, string Name, FieldKind Kind = FieldKind.Text)
{
    /// <summary>The fields of the message that it holds.</summary>
    public Message? Message { get; init; }

    /// <summary>Whether it is a list.</summary>
    public bool Repeated { get; init; }

    /// <summary>Whether zero differs from absence (a pointer in Go).</summary>
    public bool KeepsZero { get; init; }
}
