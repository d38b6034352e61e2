namespace Hermes.DevCluster.Cel;

/// <summary>One overload of a function, a method or an operator.</summary>
/// <param name="Name">Its name; operators have cel-go's names, such as <c>_+_</c>.</param>
/// <param name="IsMethod">Whether it is called on its first parameter.</param>
/// <param name="Parameters">The types it takes.</param>
/// <param name="Result">The type it gives for the types it was given.</param>
/// <param name="Invoke">What it does.</param>
internal sealed record CelFunction(
    string Name,
    bool IsMethod,
    IReadOnlyList<CelType> Parameters,
    Func<IReadOnlyList<CelType>, CelType> Result,
    CelInvocation Invoke)
{
    /// <summary>Whether the overload takes these types.</summary>
    public bool Takes(IReadOnlyList<CelType> arguments) =>
        arguments.Count == Parameters.Count && Parameters.Zip(arguments).All(pair => pair.First.Accepts(pair.Second));

    /// <summary>Whether the overload takes these values.</summary>
    public bool TakesValues(IReadOnlyList<object> arguments)
    {
        if (arguments.Count != Parameters.Count)
        {
            return false;
        }

        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Kind != CelKind.Dyn && Parameters[i].Kind != CelValues.KindOf(arguments[i]))
            {
                return false;
            }
        }

        return true;
    }
}
