namespace Hermes.Operator.Tenancy;

/// <summary>
/// What the operator does for an app must be within the rights of who wrote it: pods see Secrets and tokens that their author may not.
/// Only admission knows who asks.
/// </summary>
internal static class RequesterRules
{
    /// <summary>
    /// Who names a Secret may read Secrets. One check for the namespace, since one for each name exceeds what a policy may cost, and only
    /// for what is new, so that others may still edit the app.
    /// </summary>
    public static TenantRule Secrets { get; } = new()
    {
        Name = "secrets",
        Admission = new AdmissionCheck
        {
            Variables =
            [
                ("secrets", SecretsOf("object")),
                ("formerSecrets", $"request.operation == 'CREATE' ? [] : {SecretsOf("oldObject")}"),
            ],
            Expression =
                "variables.secrets == variables.formerSecrets || variables.secrets.all(s, s in variables.formerSecrets)"
                + $" || {May("secrets", "get")}",
            MessageExpression =
                "variables.secrets.filter(s, !(s in variables.formerSecrets))[0]"
                + " + ' may only be named by who may get Secrets in namespace ' + request.namespace + ', which ' + request.userInfo.username + ' may not'",
            Message = "spec: a Secret may only be named by who may get Secrets in the namespace",
            Reason = "Forbidden",
        },
    };

    /// <summary>Who names a service account, whose token is mounted, may make pods: Kubernetes itself asks no more of them.</summary>
    public static TenantRule ServiceAccount { get; } = new()
    {
        Name = "service-account",
        Admission = new AdmissionCheck
        {
            Expression =
                "!has(object.spec.serviceAccountName)"
                + " || (request.operation == 'UPDATE' && oldObject.spec.?serviceAccountName.orValue('') == object.spec.serviceAccountName)"
                + $" || {May("pods", "create")}",
            MessageExpression =
                "'spec.serviceAccountName: ' + object.spec.serviceAccountName"
                + " + ' may only be named by who may create pods in namespace ' + request.namespace + ', which ' + request.userInfo.username + ' may not'",
            Message = "spec.serviceAccountName: may only be named by who may create pods in the namespace",
            Reason = "Forbidden",
        },
    };

    private static string May(string resource, string verb) =>
        $"authorizer.group('').resource('{resource}').namespace(request.namespace).check('{verb}').allowed()";

    // Each reference as a message names it, so that another key of the same Secret counts as new.
    private static string SecretsOf(string app) =>
        $"{app}.spec.?env.orValue([]).map(e, has(e.valueFrom) && has(e.valueFrom.secretKeyRef),"
        + " 'spec.env[' + e.name + '].valueFrom.secretKeyRef: key ' + e.valueFrom.secretKeyRef.key + ' of Secret ' + e.valueFrom.secretKeyRef.name)"
        + $" + {app}.spec.?envFrom.orValue([]).map(e, has(e.secretRef), 'spec.envFrom: Secret ' + e.secretRef.name)"
        + $" + {app}.spec.?imagePullSecrets.orValue([]).map(e, 'spec.imagePullSecrets: Secret ' + e.name)"
        + $" + ({app}.spec.?ingress.?tls.?secretName.hasValue() ? ['spec.ingress.tls.secretName: Secret ' + {app}.spec.ingress.tls.secretName] : [])";
}
