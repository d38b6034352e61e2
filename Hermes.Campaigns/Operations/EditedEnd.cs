using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Operations;

/// <summary>What became of an edited app.</summary>
/// <param name="Standing">What stands.</param>
/// <param name="CarriedOut">The last spec that the operator carried out.</param>
/// <param name="IsCarriedOut">
/// Whether that is the spec as it is stored; where it is not, being invalid or that of a paused app, the children are to be as they were.
/// </param>
internal sealed record EditedEnd(StandingObjects Standing, JsonObject CarriedOut, bool IsCarriedOut);
