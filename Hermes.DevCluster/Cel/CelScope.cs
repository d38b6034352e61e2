namespace Hermes.DevCluster.Cel;

/// <summary>A variable and those around it; an inner one hides an outer one of its name.</summary>
/// <typeparam name="T">What variables stand for: types while checking, values while evaluating.</typeparam>
/// <param name="outer">The variables around; null where there are none.</param>
/// <param name="name">The variable's name.</param>
/// <param name="value">What it stands for.</param>
internal sealed class CelScope<T>(CelScope<T>? outer, string name, T value)
    where T : class
{
    /// <summary>A scope with one variable.</summary>
    public CelScope(string name, T value)
        : this(outer: null, name, value)
    {
    }

    /// <summary>What the name stands for; null when it is no variable.</summary>
    public T? Find(string wanted)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == wanted)
            {
                return scope.Value;
            }
        }

        return null;
    }

    /// <summary>This scope with one more variable.</summary>
    public CelScope<T> With(string inner, T standsFor) => new(this, inner, standsFor);

    private CelScope<T>? Outer { get; } = outer;

    private string Name { get; } = name;

    private T Value { get; } = value;
}
