namespace Hermes.Kubernetes.Client;

/// <summary>The machine-readable reason of a Status (apimachinery's <c>metav1.StatusReason</c>).</summary>
public enum StatusReason
{
    /// <summary>None given, or one not listed here.</summary>
    Unknown,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403: RBAC, quota, admission, or a terminating namespace.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: the object is there already.</summary>
    AlreadyExists,

    /// <summary>409: a precondition or a field manager stands in the way.</summary>
    Conflict,

    /// <summary>410: the resource version is gone for good.</summary>
    Gone,

    /// <summary>422.</summary>
    Invalid,

    /// <summary>504 with a retry hint, a resource version from the future included.</summary>
    Timeout,

    /// <summary>500 with a retry hint.</summary>
    ServerTimeout,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>400.</summary>
    BadRequest,

    /// <summary>405.</summary>
    MethodNotAllowed,

    /// <summary>406.</summary>
    NotAcceptable,

    /// <summary>413.</summary>
    RequestEntityTooLarge,

    /// <summary>415.</summary>
    UnsupportedMediaType,

    /// <summary>500.</summary>
    InternalError,

    /// <summary>410: the resource version or the continue token is too old.</summary>
    Expired,

    /// <summary>503.</summary>
    ServiceUnavailable,
}
