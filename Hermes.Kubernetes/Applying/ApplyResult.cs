namespace Hermes.Kubernetes.Applying;

/// <summary>What became of an object that was to be applied.</summary>
public enum ApplyResult
{
    /// <summary>It was absent and is made.</summary>
    Created,

    /// <summary>It differed and was applied.</summary>
    Updated,

    /// <summary>It is as desired; nothing was sent.</summary>
    Unchanged,

    /// <summary>An object of that name belongs to somebody else and is left alone.</summary>
    Conflict,

    /// <summary>An object or a namespace of that name is on its way out; the next change of it tells when to go on.</summary>
    Waiting,

    /// <summary>The server refused; its words are in the message.</summary>
    Failed,
}
