using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Events;

/// <summary>
/// Series as objects. Core/v1 rather than events.k8s.io/v1: kubectl describe sorts by <c>lastTimestamp</c>, which the newer API forbids,
/// and shows <c>count</c> as it does a series.
/// </summary>
internal static class EventObjects
{
    private const int MaxNameLength = 253;

    /// <summary>A reference to an object, as an event carries it.</summary>
    public static V1ObjectReference ReferenceTo(IKubernetesObject<V1ObjectMeta> entity)
    {
        // What a program makes has no kind or apiVersion until the server returns it.
        var kind = entity.GetType().GetCustomAttribute<KubernetesEntityAttribute>();
        var declared = kind is null ? null : string.IsNullOrEmpty(kind.Group) ? kind.ApiVersion : $"{kind.Group}/{kind.ApiVersion}";
        return new V1ObjectReference
        {
            ApiVersion = string.IsNullOrEmpty(entity.ApiVersion) ? declared : entity.ApiVersion,
            Kind = string.IsNullOrEmpty(entity.Kind) ? kind?.Kind : entity.Kind,
            Name = entity.Metadata.Name ?? throw new ArgumentException("The object has no name.", nameof(entity)),
            NamespaceProperty = entity.Metadata.NamespaceProperty,
            Uid = entity.Metadata.Uid,
            ResourceVersion = entity.Metadata.ResourceVersion,
        };
    }

    /// <summary>The namespace of events about an object: its own, or <c>default</c> for one that has none (the API server insists).</summary>
    public static string NamespaceOf(EventSeries series) =>
        string.IsNullOrEmpty(series.Object.NamespaceProperty) ? "default" : series.Object.NamespaceProperty;

    public static Corev1Event Create(EventSeries series, EventOptions options, string suffix) => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = new V1ObjectMeta { Name = Name(series.Object.Name, suffix), NamespaceProperty = NamespaceOf(series) },
        InvolvedObject = series.Object,
        Type = series.Key.Type.ToString(),
        Reason = series.Key.Reason,
        Message = series.Key.Message,
        Action = series.Key.Reason,
        Count = series.Count,
        FirstTimestamp = series.First.UtcDateTime,
        LastTimestamp = series.Last.UtcDateTime,
        Source = new V1EventSource { Component = options.Reporter },
        ReportingComponent = options.Reporter,
        ReportingInstance = options.Instance,
    };

    public static JsonObject CountUp(EventSeries series) => new()
    {
        ["count"] = series.Count,
        ["lastTimestamp"] = series.Last.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };

    // A DNS subdomain: cutting a long object name must not leave a dot or dash before the next dot.
    private static string Name(string objectName, string suffix) =>
        $"{objectName[..Math.Min(objectName.Length, MaxNameLength - suffix.Length - 1)].TrimEnd('.', '-')}.{suffix}";
}
