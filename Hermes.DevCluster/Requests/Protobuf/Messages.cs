using static Hermes.DevCluster.Requests.Protobuf.FieldKind;

namespace Hermes.DevCluster.Requests.Protobuf;

/// <summary>
/// The messages of the objects that <c>kubectl create</c> and <c>kubectl auth</c> write by typed clients, which send protobuf and nothing
/// else (field numbers: the generated.proto files of k8s.io/api).
/// </summary>
internal static class Messages
{
    private static readonly Message OwnerReference = new(
        new(1, "kind"),
        new(3, "name"),
        new(4, "uid"),
        new(5, "apiVersion"),
        new(6, "controller", FieldKind.Boolean) { KeepsZero = true },
        new(7, "blockOwnerDeletion", FieldKind.Boolean) { KeepsZero = true });

    private static readonly Message ObjectMeta = new(
        new(1, "name"),
        new(2, "generateName"),
        new(3, "namespace"),
        new(5, "uid"),
        new(6, "resourceVersion"),
        new(7, "generation", Integer),
        new(8, "creationTimestamp", Time),
        new(11, "labels", TextMap),
        new(12, "annotations", TextMap),
        Many(13, "ownerReferences", OwnerReference),
        new(14, "finalizers") { Repeated = true });

    private static readonly Message LocalReference = new(new Field(1, "name"));

    private static readonly Message LabelSelector = new(
        new(1, "matchLabels", TextMap),
        Many(2, "matchExpressions", new(new(1, "key"), new(2, "operator"), new(3, "values") { Repeated = true })));

    private static readonly Message Container = new(
        new(1, "name"),
        new(2, "image"),
        new(3, "command") { Repeated = true },
        new(4, "args") { Repeated = true },
        new(5, "workingDir"),
        Many(6, "ports", new(new(1, "name"), new(2, "hostPort", Integer), new(3, "containerPort", Integer), new(4, "protocol"), new(5, "hostIP"))),
        Many(7, "env", new(new(1, "name"), new(2, "value"))),
        One(8, "resources", new(new(1, "limits", QuantityMap), new(2, "requests", QuantityMap))),
        new(14, "imagePullPolicy"));

    private static readonly Message PodSpec = new(
        Many(2, "containers", Container),
        new(3, "restartPolicy"),
        new(8, "serviceAccountName"));

    private static readonly Message PodTemplate = new(One(1, "metadata", ObjectMeta), One(2, "spec", PodSpec));

    private static readonly Message JobSpec = new(
        new(1, "parallelism", Integer) { KeepsZero = true },
        new(2, "completions", Integer) { KeepsZero = true },
        new(3, "activeDeadlineSeconds", Integer) { KeepsZero = true },
        One(4, "selector", LabelSelector),
        new(5, "manualSelector", FieldKind.Boolean) { KeepsZero = true },
        One(6, "template", PodTemplate),
        new(7, "backoffLimit", Integer) { KeepsZero = true },
        new(8, "ttlSecondsAfterFinished", Integer) { KeepsZero = true },
        new(9, "completionMode"),
        new(10, "suspend", FieldKind.Boolean) { KeepsZero = true });

    private static readonly Message IngressBackend = new(
        One(4, "service", new(new(1, "name"), One(2, "port", new(new(1, "name"), new(2, "number", Integer))))));

    private static readonly Message IngressPath = new(new(1, "path"), One(2, "backend", IngressBackend), new(3, "pathType"));

    private static readonly Message IngressRuleValue = new(One(1, "http", new(Many(1, "paths", IngressPath))));

    private static readonly Message MetricTarget = new(
        new(1, "type"),
        new(2, "value", Quantity),
        new(3, "averageValue", Quantity),
        new(4, "averageUtilization", Integer) { KeepsZero = true });

    private static readonly Message PolicyRule = new(
        new(1, "verbs") { Repeated = true },
        new(2, "apiGroups") { Repeated = true },
        new(3, "resources") { Repeated = true },
        new(4, "resourceNames") { Repeated = true },
        new(5, "nonResourceURLs") { Repeated = true });

    private static readonly Message Role = new(One(1, "metadata", ObjectMeta), Many(2, "rules", PolicyRule));

    private static readonly Message RoleBinding = new(
        One(1, "metadata", ObjectMeta),
        Many(2, "subjects", new(new(1, "kind"), new(2, "apiGroup"), new(3, "name"), new(4, "namespace"))),
        One(3, "roleRef", new(new(1, "apiGroup"), new(2, "kind"), new(3, "name"))));

    private static readonly Message ResourceAttributes = new(
        new(1, "namespace"),
        new(2, "verb"),
        new(3, "group"),
        new(4, "version"),
        new(5, "resource"),
        new(6, "subresource"),
        new(7, "name"));

    private static readonly Dictionary<string, Message> ByKind = new(StringComparer.Ordinal)
    {
        ["v1/Namespace"] = Object(new Message(new Field(1, "finalizers") { Repeated = true })),
        ["v1/ConfigMap"] = new(
            One(1, "metadata", ObjectMeta),
            new(2, "data", TextMap),
            new(3, "binaryData", BytesMap),
            new(4, "immutable", FieldKind.Boolean) { KeepsZero = true }),
        ["v1/Secret"] = new(
            One(1, "metadata", ObjectMeta),
            new(2, "data", BytesMap),
            new(3, "type"),
            new(4, "stringData", TextMap),
            new(5, "immutable", FieldKind.Boolean) { KeepsZero = true }),
        ["v1/ServiceAccount"] = new(One(1, "metadata", ObjectMeta), Many(3, "imagePullSecrets", LocalReference)),
        ["v1/Service"] = Object(new Message(
            Many(1, "ports", new(
                new(1, "name"),
                new(2, "protocol"),
                new(3, "port", Integer),
                new(4, "targetPort", IntOrString),
                new(5, "nodePort", Integer),
                new(6, "appProtocol"))),
            new(2, "selector", TextMap),
            new(3, "clusterIP"),
            new(4, "type"),
            new(10, "externalName"))),
        ["v1/Pod"] = Object(PodSpec),
        ["apps/v1/Deployment"] = Object(new Message(
            new(1, "replicas", Integer) { KeepsZero = true },
            One(2, "selector", LabelSelector),
            One(3, "template", PodTemplate))),
        ["batch/v1/Job"] = Object(JobSpec),
        ["batch/v1/CronJob"] = Object(new Message(
            new(1, "schedule"),
            new(2, "startingDeadlineSeconds", Integer) { KeepsZero = true },
            new(3, "concurrencyPolicy"),
            new(4, "suspend", FieldKind.Boolean) { KeepsZero = true },
            One(5, "jobTemplate", Object(JobSpec)),
            new(6, "successfulJobsHistoryLimit", Integer) { KeepsZero = true },
            new(7, "failedJobsHistoryLimit", Integer) { KeepsZero = true },
            new(8, "timeZone"))),
        ["autoscaling/v2/HorizontalPodAutoscaler"] = Object(new Message(
            One(1, "scaleTargetRef", new(new(1, "kind"), new(2, "name"), new(3, "apiVersion"))),
            new(2, "minReplicas", Integer) { KeepsZero = true },
            new(3, "maxReplicas", Integer),
            Many(4, "metrics", new(new(1, "type"), One(4, "resource", new(new(1, "name"), One(2, "target", MetricTarget))))))),
        ["networking.k8s.io/v1/Ingress"] = Object(new Message(
            One(1, "defaultBackend", IngressBackend),
            Many(2, "tls", new(new(1, "hosts") { Repeated = true }, new(2, "secretName"))),
            Many(3, "rules", new(
                new(1, "host"),
                One(2, "ingressRuleValue", IngressRuleValue) with { Kind = Inline })),
            new(4, "ingressClassName"))),
        ["policy/v1/PodDisruptionBudget"] = Object(new Message(
            new(1, "minAvailable", IntOrString) { KeepsZero = true },
            One(2, "selector", LabelSelector),
            new(3, "maxUnavailable", IntOrString) { KeepsZero = true })),
        ["v1/ResourceQuota"] = Object(new Message(new(1, "hard", QuantityMap), new(2, "scopes") { Repeated = true })),
        ["scheduling.k8s.io/v1/PriorityClass"] = new(
            One(1, "metadata", ObjectMeta),
            new(2, "value", Integer) { KeepsZero = true },
            new(3, "globalDefault", FieldKind.Boolean),
            new(4, "description"),
            new(5, "preemptionPolicy")),
        ["rbac.authorization.k8s.io/v1/Role"] = Role,
        ["rbac.authorization.k8s.io/v1/ClusterRole"] = Role,
        ["rbac.authorization.k8s.io/v1/RoleBinding"] = RoleBinding,
        ["rbac.authorization.k8s.io/v1/ClusterRoleBinding"] = RoleBinding,
        ["authorization.k8s.io/v1/SelfSubjectAccessReview"] = Object(new Message(
            One(1, "resourceAttributes", ResourceAttributes),
            One(2, "nonResourceAttributes", new(new(1, "path"), new(2, "verb"))))),
        ["authorization.k8s.io/v1/SelfSubjectRulesReview"] = Object(new Message(new Field(1, "namespace"))),
        ["v1/DeleteOptions"] = new(
            new(1, "gracePeriodSeconds", Integer) { KeepsZero = true },
            One(2, "preconditions", new(new(1, "uid"), new(2, "resourceVersion"))),
            new(3, "orphanDependents", FieldKind.Boolean) { KeepsZero = true },
            new(4, "propagationPolicy"),
            new(5, "dryRun") { Repeated = true }),
        ["authentication.k8s.io/v1/SelfSubjectReview"] = new(One(1, "metadata", ObjectMeta)),
    };

    /// <summary>The message of a kind; null where this server reads none.</summary>
    public static Message? Of(string apiVersion, string kind) =>
        ByKind.GetValueOrDefault(kind == "DeleteOptions" ? "v1/DeleteOptions" : $"{apiVersion}/{kind}");

    private static Message Object(Message spec) => new(One(1, "metadata", ObjectMeta), One(2, "spec", spec));

    private static Field One(int number, string name, Message message) => new(number, name, FieldKind.Message) { Message = message };

    private static Field Many(int number, string name, Message message) => One(number, name, message) with { Repeated = true };
}
