namespace Hermes.Campaigns.Unobserved;

/// <summary>How an operator that was shown nothing learns of what has become of it all.</summary>
internal enum WindowEnding
{
    /// <summary>Its watches go on, with the last event of each object.</summary>
    LastEvents,

    /// <summary>Its watches are closed, and the server has forgotten where they were: it has to list anew.</summary>
    Relist,
}
