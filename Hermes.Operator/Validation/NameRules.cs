using System.Text.RegularExpressions;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Validation;

/// <summary>Children are named after the app, and each kind has its own idea of a name: an app's must suit them all.</summary>
internal static partial class NameRules
{
    private const string Path = "metadata.name";

    public static IEnumerable<FieldFault> Check(V1ObjectMeta? metadata)
    {
        if (metadata?.Name is not { Length: > 0 } name)
        {
            yield return new(Path, "is required");
            yield break;
        }

        if (name.Length > Bounds.AppName)
        {
            yield return new(Path, $"must have at most {Bounds.AppName} characters, not {name.Length}: names of children are made from it");
        }

        if (!ServiceName.IsMatch(name))
        {
            yield return new(
                Path, "must be a DNS label: lower-case letters, digits and '-', from a letter to a letter or digit");
        }

        if (name.EndsWith(ChildNames.InterceptorSuffix, StringComparison.Ordinal))
        {
            yield return new(Path, $"must not end in {ChildNames.InterceptorSuffix}: another app's child may have that name");
        }

        if (name.StartsWith(ChildNames.KedaAutoscalerPrefix, StringComparison.Ordinal))
        {
            yield return new(Path, $"must not start with {ChildNames.KedaAutoscalerPrefix}: KEDA's autoscaler of another app may have that name");
        }
    }

    /// <summary>A Service's name must start with a letter (RFC 1035), unlike those of most kinds.</summary>
    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServiceName { get; }
}
