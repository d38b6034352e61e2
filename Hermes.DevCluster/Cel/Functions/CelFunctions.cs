namespace Hermes.DevCluster.Cel.Functions;

/// <summary>Every function that is evaluated here.</summary>
internal static class CelFunctions
{
    private static readonly ILookup<(string Name, bool IsMethod), CelFunction> Table = new[]
        {
            OperatorFunctions.All, StringFunctions.All, ListFunctions.All, ConversionFunctions.All, OptionalFunctions.All,
        }
        .SelectMany(functions => functions)
        .ToLookup(function => (function.Name, function.IsMethod));

    /// <summary>The overloads of a name; none when it is no function.</summary>
    public static IEnumerable<CelFunction> Named(string name, bool isMethod) => Table[(name, isMethod)];

    /// <summary>Calls the overload that takes the arguments.</summary>
    /// <exception cref="CelException">None does, or it failed.</exception>
    public static object Invoke(string name, bool isMethod, IReadOnlyList<object> arguments)
    {
        foreach (var overload in Table[(name, isMethod)])
        {
            if (overload.TakesValues(arguments))
            {
                return Invoke(overload, arguments);
            }
        }

        throw new CelException("no such overload");
    }

    private static object Invoke(CelFunction overload, IReadOnlyList<object> arguments)
    {
        try
        {
            return overload.Invoke(arguments);
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            throw new CelException("integer overflow");
        }
    }
}
