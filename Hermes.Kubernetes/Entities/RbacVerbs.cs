namespace Hermes.Kubernetes.Entities;

/// <summary>Verbs of an RBAC rule.</summary>
[Flags]
public enum RbacVerbs
{
    /// <summary>No verb.</summary>
    None = 0,

    /// <summary>Read one object.</summary>
    Get = 1,

    /// <summary>Read a collection.</summary>
    List = 2,

    /// <summary>Follow changes.</summary>
    Watch = 4,

    /// <summary>Make objects.</summary>
    Create = 8,

    /// <summary>Replace objects.</summary>
    Update = 16,

    /// <summary>Patch objects, server-side apply included.</summary>
    Patch = 32,

    /// <summary>Delete one object.</summary>
    Delete = 64,

    /// <summary>What an informer needs.</summary>
    Read = Get | List | Watch,
}
