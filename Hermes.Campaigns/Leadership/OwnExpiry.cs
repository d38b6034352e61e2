using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// Nothing is sent after local expiry: a replica sends a write only within the renew deadline after it began the last renewal of which it has
/// heard that it succeeded, by its own monotonic clock, and tells the server to give the write up before then.
/// </summary>
/// <param name="world">Told of what does not hold.</param>
/// <param name="renewDeadline">How long a replica may write after it began a renewal.</param>
internal sealed class OwnExpiry(VirtualWorld world, TimeSpan renewDeadline)
{
    private TimeSpan _expiry = TimeSpan.MinValue;

    /// <summary>Notes what a replica has heard of a letter.</summary>
    /// <param name="letter">What it had sent.</param>
    /// <param name="isSuccess">Whether the server said that it was done.</param>
    /// <param name="began">When it began to send it, by its clock.</param>
    public void Hear(Letter letter, bool isSuccess, TimeSpan began)
    {
        if (isSuccess && letter.ClaimsLease)
        {
            _expiry = began + renewDeadline;
        }
    }

    /// <summary>Looks at what a replica sends.</summary>
    /// <param name="replica">Who.</param>
    /// <param name="letter">What.</param>
    /// <param name="now">When, by its clock.</param>
    public void Look(Replica replica, Letter letter, TimeSpan now)
    {
        if (letter is { IsLeases: true, IsWrite: true, ClaimsLease: false })
        {
            // Given back.
            _expiry = now;
        }

        if (!letter.IsFenced)
        {
            return;
        }

        if (now >= _expiry)
        {
            world.Fault(_expiry == TimeSpan.MinValue
                ? $"{replica.Name} sends {letter} without having had the lease"
                : $"{replica.Name} sends {letter} {now - _expiry:c} after its lease has expired by its own clock");
        }
        else if (letter.Timeout is not { } given || now + given >= _expiry)
        {
            world.Fault($"{replica.Name} lets the server work on {letter} beyond its lease, which has {_expiry - now:c} left");
        }
    }
}
