using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Volumes: in full what a web app mounts, as they come those that only a storage vendor knows.</summary>
internal static class VolumeSchema
{
    private static readonly Schema Items = List(Obj(
        ("key", Str.Kept()), ("path", Str.Kept()), ("mode", Int.Kept())).Require("key", "path"));

    private static readonly Schema DownwardItems = List(Obj(
        ("path", Str.Kept()),
        ("fieldRef", EnvironmentSchema.FieldRef),
        ("resourceFieldRef", EnvironmentSchema.ResourceFieldRef),
        ("mode", Int.Kept())).Require("path"));

    // 0644
    private static readonly Schema DefaultMode = Int.Kept().DefaultsTo(420);

    private static readonly Schema Projected = Obj(
        ("sources", List(Obj(
            ("secret", Obj(("name", Str), ("items", Items), ("optional", Bool.Kept()))),
            ("downwardAPI", Obj(("items", DownwardItems))),
            ("configMap", Obj(("name", Str), ("items", Items), ("optional", Bool.Kept()))),
            ("serviceAccountToken", Obj(
                ("audience", Str),
                ("expirationSeconds", Long.Kept().DefaultsTo(3600)),
                ("path", Str.Kept())).Require("path")),
            ("clusterTrustBundle", AnyObject),
            ("podCertificate", AnyObject)))),
        ("defaultMode", DefaultMode));

    public static Schema ClaimSpec { get; } = Obj(
        ("accessModes", Strings),
        ("selector", SelectorSchema.LabelSelector),
        ("resources", Obj(("limits", Quantities), ("requests", Quantities)).Always()),
        ("volumeName", Str),
        ("storageClassName", Str.Kept()),
        ("volumeMode", Choice("Block", "Filesystem").Kept().DefaultsTo("Filesystem")),
        ("dataSource", SelectorSchema.TypedLocalObject),
        ("dataSourceRef", Obj(
            ("apiGroup", Str.Kept()), ("kind", Str.Kept()), ("name", Str.Kept()), ("namespace", Str.Kept())).Require("kind", "name")),
        ("volumeAttributesClassName", Str.Kept()));

    private static readonly string[] VendorSources =
    [
        "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "fc", "flexVolume", "flocker", "gcePersistentDisk",
        "gitRepo", "glusterfs", "iscsi", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "storageos",
        "vsphereVolume",
    ];

    public static Schema Volumes { get; } = MapList("name", Volume()).RetainKeys();

    private static Schema Volume()
    {
        var volume = Obj(
            ("name", Str.Kept()),
            ("hostPath", Obj(("path", Str.Kept()), ("type", Str.Kept().DefaultsTo(""))).Require("path")),
            ("emptyDir", Obj(("medium", Str), ("sizeLimit", Quantity))),
            ("secret", Obj(("secretName", Str), ("items", Items), ("defaultMode", DefaultMode), ("optional", Bool.Kept()))),
            ("configMap", Obj(("name", Str), ("items", Items), ("defaultMode", DefaultMode), ("optional", Bool.Kept()))),
            ("downwardAPI", Obj(("items", DownwardItems), ("defaultMode", DefaultMode))),
            ("projected", Projected),
            ("persistentVolumeClaim", Obj(("claimName", Str.Kept()), ("readOnly", Bool)).Require("claimName")),
            ("ephemeral", Obj(("volumeClaimTemplate", Obj(
                ("metadata", ObjectMetaSchema.Value), ("spec", ClaimSpec)).Require("spec")))),
            ("nfs", Obj(("server", Str.Kept()), ("path", Str.Kept()), ("readOnly", Bool)).Require("server", "path")),
            ("csi", Obj(
                ("driver", Str.Kept()),
                ("readOnly", Bool.Kept()),
                ("fsType", Str.Kept()),
                ("volumeAttributes", StringMap),
                ("nodePublishSecretRef", SelectorSchema.LocalObject)).Require("driver")),
            ("image", Obj(("reference", Str), ("pullPolicy", Choice("Always", "IfNotPresent", "Never"))))).Require("name");
        foreach (var source in VendorSources)
        {
            volume = volume.With((source, AnyObject));
        }

        return volume;
    }
}
