using Hermes.Operator.Entities;

namespace Hermes.Operator.Status;

/// <summary>What became of one child in this reconcile.</summary>
/// <param name="Part">The condition that speaks for it.</param>
/// <param name="Kind">The object's kind.</param>
/// <param name="Name">The object's name.</param>
/// <param name="State">One of <see cref="ChildState"/>.</param>
/// <param name="Message">Why it is not applied, or a remark.</param>
internal sealed record ChildOutcome(AppPart Part, string Kind, string Name, string State, string Message = "")
{
    /// <summary>The reason of the condition that speaks for it.</summary>
    public string Reason => State switch
    {
        ChildState.Conflict => Reasons.NameConflict,
        ChildState.Failed => Refusal.ReasonOf(Message),
        _ => Reasons.ChildWaiting,
    };

    /// <summary>What keeps a part from being in place: what will not mend by itself before what only waits. Null where all is applied.</summary>
    public static ChildOutcome? FirstBlocking(IEnumerable<ChildOutcome> outcomes, AppPart part) => outcomes
        .Where(child => child.Part == part && child.State != ChildState.Applied)
        .OrderBy(child => child.State == ChildState.Waiting)
        .FirstOrDefault();

    public string Sentence => Message.Length == 0 ? $"{Kind} {Name}: {State}" : $"{Kind} {Name}: {Message}";

    public ChildStatus ToStatus() => new() { Kind = Kind, Name = Name, State = State, Message = Message.Length == 0 ? null : Excerpt.Of(Message) };
}
