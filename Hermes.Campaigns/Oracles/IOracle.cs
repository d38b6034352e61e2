using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Oracles;

/// <summary>Something that holds at every moment of one world, whatever happens in it.</summary>
internal interface IOracle
{
    /// <summary>Looks at a moment; called for each of a world, in order.</summary>
    /// <returns>What does not hold; as a rule nothing.</returns>
    IEnumerable<string> Look(Moment moment);
}
