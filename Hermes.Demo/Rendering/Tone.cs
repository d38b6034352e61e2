namespace Hermes.Demo.Rendering;

/// <summary>What a piece of text says, for terminals that have colours.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Waiting,
    Bad,
}
