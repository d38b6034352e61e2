namespace Hermes.DevCluster.Cel;

/// <summary>Calls that are no functions: they bind a variable for some of their arguments.</summary>
internal static class CelMacros
{
    /// <summary>The macro that a method call means; null when it means a function.</summary>
    /// <exception cref="CelException">The variable is not a name.</exception>
    public static CelExpression? Expand(CelExpression operand, string name, List<CelExpression> arguments, int position)
    {
        var isMap = name == "map" && arguments.Count is 2 or 3;
        var isOther = arguments.Count == 2
            && name is "all" or "exists" or "exists_one" or "existsOne" or "filter" or "optMap" or "optFlatMap";
        if (!isMap && !isOther)
        {
            return null;
        }

        if (arguments[0] is not CelExpression.Name variable)
        {
            throw new CelException("argument must be a simple name", arguments[0].Position);
        }

        return name switch
        {
            "map" => new CelExpression.Macro(
                name, operand, variable.Text, arguments.Count == 3 ? arguments[1] : null, arguments[^1], position),
            "optMap" or "optFlatMap" => new CelExpression.OptionalMap(operand, variable.Text, arguments[1], name == "optFlatMap", position),
            "existsOne" => new CelExpression.Macro("exists_one", operand, variable.Text, arguments[1], Result: null, position),
            _ => new CelExpression.Macro(name, operand, variable.Text, arguments[1], Result: null, position),
        };
    }
}
