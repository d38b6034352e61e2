using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>One committed change.</summary>
/// <param name="Type">What became of the object.</param>
/// <param name="Row">The kind, in the version it is stored under.</param>
/// <param name="Object">The object as it now is, or last was. Shared: never change it.</param>
/// <param name="Before">The object as it was; null on creation. Shared: never change it.</param>
internal sealed record ObjectChange(ChangeType Type, KindRow Row, JsonObject Object, JsonObject? Before);
