namespace Hermes.DevCluster.Kinds.Rules;

/// <summary>A value in a message that is not the object's own JSON: the real server prints its internal Go types there.</summary>
/// <param name="Text">The text as it stands.</param>
internal readonly record struct GoLiteral(string Text);
