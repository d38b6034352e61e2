using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Rendering;

internal static class ConditionTones
{
    public static Tone Of(ConditionSnapshot? condition) => condition?.Status switch
    {
        ConditionSnapshot.True => Tone.Good,
        ConditionSnapshot.False => Tone.Bad,
        _ => Tone.Waiting,
    };
}
