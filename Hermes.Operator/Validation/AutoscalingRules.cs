using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>How the fields of <c>spec.scaling</c> limit each other.</summary>
internal static class AutoscalingRules
{
    private const string Path = "spec.scaling";

    public static IEnumerable<FieldFault> Check(Scaling? scaling)
    {
        if (scaling is null)
        {
            yield break;
        }

        var least = scaling.MinReplicas ?? Defaults.MinReplicas;
        if (scaling.MaxReplicas < least)
        {
            yield return new($"{Path}.maxReplicas", $"must not be below minReplicas ({least})");
        }

        if (scaling is { Cpu: null, Memory: null, Http: null })
        {
            yield return new(Path, "must have at least one of cpu, memory and http");
        }
        else if (least == 0 && scaling.Http is null)
        {
            yield return new($"{Path}.minReplicas", "must not be 0 without http: cpu and memory never wake an app");
        }

        if (scaling.Http is { } http && http.Concurrency is null == http.RequestRate is null)
        {
            yield return new($"{Path}.http", "must have exactly one of concurrency and requestRate");
        }
    }
}
