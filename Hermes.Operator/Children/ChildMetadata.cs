using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>Metadata of a child: its name, its labels and the app as its controller.</summary>
internal static class ChildMetadata
{
    public static V1ObjectMeta For(HermesApp app, string name, IEnumerable<KeyValuePair<string, string>>? annotations = null) => new()
    {
        Name = name,
        NamespaceProperty = app.Metadata.NamespaceProperty,
        Labels = ChildLabels.For(app),
        Annotations = Sorted(annotations),
        OwnerReferences = [Owner(app)],
    };

    private static V1OwnerReference Owner(HermesApp app) => new()
    {
        ApiVersion = HermesApp.GroupVersion,
        Kind = HermesApp.KubeKind,
        Name = app.Metadata.Name,
        Uid = app.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    private static SortedDictionary<string, string>? Sorted(IEnumerable<KeyValuePair<string, string>>? annotations)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in annotations ?? [])
        {
            sorted[key] = value;
        }

        return sorted.Count > 0 ? sorted : null;
    }
}
