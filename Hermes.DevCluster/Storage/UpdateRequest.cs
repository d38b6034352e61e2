using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Storage;

/// <summary>How an object is to be changed.</summary>
/// <param name="Options">The request's options.</param>
/// <param name="Subresource"><c>status</c>, <c>scale</c>, <c>finalize</c>; null for the object itself.</param>
/// <param name="Replaces">Whether the caller sent the whole object (PUT), and so must say which version it replaces.</param>
/// <param name="Applied">Whether <c>managedFields</c> are in order already (server-side apply).</param>
internal sealed record UpdateRequest(WriteOptions Options, string? Subresource = null, bool Replaces = false, bool Applied = false);
