namespace Hermes.DevCluster.Faults;

/// <summary>When the connection of a request breaks, so that its caller gets no answer.</summary>
public enum AnswerLoss
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Before the request is looked at: nothing has come of it.</summary>
    BeforeServing,

    /// <summary>When it has been served: what it wrote is written.</summary>
    AfterServing,
}
