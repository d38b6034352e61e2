using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster.Faults;

/// <summary>What is to go wrong with the requests that it matches.</summary>
public sealed record Fault
{
    /// <summary>Which requests; the record's status is still 0.</summary>
    public required Func<RequestRecord, bool> Matches { get; init; }

    /// <summary>How many of the matching requests are left alone first. Default: 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many of the matching requests it strikes. Default: all.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How long the request is held before anything else happens. Default: not at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The HTTP status that the request is refused with. Default: null, it is served.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// What the request is refused with, in the words of a server, a quota or a webhook; goes before <see cref="Status"/>. Default: null.
    /// </summary>
    public Func<RequestRecord, ApiException>? Refusal { get; init; }

    /// <summary>What a refusal by <see cref="Status"/> asks to wait, sent in whole seconds. Default: null, one second with 429 and nothing else.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether a refused request has been served all the same, as where the answer of the store came too late. Default: false.
    /// </summary>
    public bool RefusesAfterServing { get; init; }

    /// <summary>Whether the connection breaks in the place of an answer. Default: it does not.</summary>
    public AnswerLoss Loss { get; init; }

    /// <summary>After how many bytes of its body the answer ends, a watch's too. Default: null, when all is said.</summary>
    public long? CutAfter { get; init; }

    /// <summary>
    /// After how many bytes of its body the answer falls silent, its connection open, until the client goes or the server stops.
    /// Default: null, never. <see cref="CutAfter"/> goes before it.
    /// </summary>
    public long? StallAfter { get; init; }

    /// <summary>How far the answer's <c>Date</c> header is off. Default: not at all.</summary>
    public TimeSpan DateSkew { get; init; }

    /// <summary>Whether every watch is closed before the request is served. Default: false.</summary>
    public bool CloseWatches { get; init; }

    /// <summary>Whether all past versions are forgotten before the request is served. Default: false.</summary>
    public bool Compact { get; init; }
}
