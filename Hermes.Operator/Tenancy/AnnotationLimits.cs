using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tenancy;

/// <summary>Which annotations an app may put on its Ingress and its Service.</summary>
internal static class AnnotationLimits
{
    private const string NotAllowed = "is not among the annotations that the operator allows";

    public static TenantRule Ingress { get; } = Allowed(
        "ingress", AdmissionParameters.AllowedIngressAnnotations, limits => limits.AllowedIngressAnnotations);

    public static TenantRule Service { get; } = Allowed(
        "service", AdmissionParameters.AllowedServiceAnnotations, limits => limits.AllowedServiceAnnotations);

    /// <summary>Snippets, which no option allows: <see cref="AnnotationRules"/> refuses them in every place that reads an app.</summary>
    public static TenantRule NoSnippets(string section) => new()
    {
        Name = $"{section}-snippets",
        Admission = new AdmissionCheck
        {
            Variables =
            [
                ($"{section}Annotations", $"object.spec.?{section}.?annotations.orValue({{}})"),
                ($"{section}Snippets",
                    $"variables.{section}Annotations.filter(k, {string.Join(" || ", AnnotationRules.SnippetEnds.Select(end => $"k.lowerAscii().endsWith('{end}')"))})"),
            ],
            Expression = $"variables.{section}Snippets.size() == 0",
            MessageExpression = $"'{Path(section)}[' + variables.{section}Snippets.min() + ']: {AnnotationRules.NoSnippet}'",
            Message = $"{Path(section)}: {AnnotationRules.NoSnippet}",
        },
    };

    private static TenantRule Allowed(string section, string parameter, Func<TenantLimits, IReadOnlyList<string>> patterns) => new()
    {
        Name = $"{section}-annotations",
        Check = (app, limits) => (Of(app, section)?.Keys ?? [])
            .Where(key => !AnnotationRules.IsSnippet(key) && !patterns(limits).Any(pattern => AnnotationPattern.Covers(pattern, key)))
            // In an order of their own: the API server gives a map's keys in any.
            .Order(StringComparer.Ordinal)
            .Select(key => new FieldFault($"{Path(section)}[{key}]", NotAllowed)),
        Admission = new AdmissionCheck
        {
            Variables =
            [
                ($"{section}Forbidden",
                    $"variables.{section}Annotations.filter(k, !variables.{parameter}.exists(p,"
                    + " p.endsWith('*') ? k.startsWith(p.substring(0, size(p) - 1)) : k == p))"),
            ],
            Expression = $"variables.{section}Forbidden.size() == 0",
            MessageExpression = $"'{Path(section)}[' + variables.{section}Forbidden.min() + ']: {NotAllowed}'",
            Message = $"{Path(section)}: one {NotAllowed}",
        },
    };

    private static IReadOnlyDictionary<string, string>? Of(HermesApp app, string section) =>
        section == "ingress" ? app.Spec.Ingress?.Annotations : app.Spec.Service?.Annotations;

    private static string Path(string section) => $"spec.{section}.annotations";
}
