using Hermes.DevCluster.Cel.Functions;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>
/// Types an expression before it is stored: unknown variables, fields, functions and overloads are refused, and functions that Kubernetes
/// has but this server does not evaluate are refused by name.
/// </summary>
internal static class CelChecker
{
    /// <summary>Functions and macros of Kubernetes' CEL that are left out here.</summary>
    private static readonly HashSet<string> Elsewhere =
    [
        "url", "isURL", "getScheme", "getHost", "getHostname", "getPort", "getEscapedPath", "getQuery", "ip", "isIP", "ip.isCanonical",
        "family", "isUnspecified", "isLoopback", "isLinkLocalMulticast", "isLinkLocalUnicast", "isGlobalUnicast", "cidr", "isCIDR",
        "containsIP", "containsCIDR", "masked", "prefixLength", "authorizer", "format.named", "semver", "isSemver", "findAll", "uint",
        "math.greatest", "math.least", "cel.bind", "base64.encode", "base64.decode", "transformList", "transformMap", "transformMapEntry",
        "slice", "flatten", "sort", "sortBy", "reverse", "range", "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek",
        "getDayOfYear",
    ];

    private static readonly HashSet<string> TypeNames = ["bool", "int", "double", "string", "bytes", "list", "map", "null_type", "type"];

    /// <summary>The expression's type.</summary>
    /// <exception cref="CelException">The expression does not fit its variables.</exception>
    public static CelType Check(CelExpression expression, CelScope<CelType> variables) => expression switch
    {
        CelExpression.Literal literal => CelValues.TypeOf(literal.Value),
        CelExpression.Name name => variables.Find(name.Text) ?? (TypeNames.Contains(name.Text)
            ? new(CelKind.Type)
            : throw Undeclared(name.Text, name.Position)),
        CelExpression.Select select => CheckSelect(select, variables),
        CelExpression.Element element => CheckElement(element, variables),
        CelExpression.Call call => CheckCall(call, variables),
        CelExpression.List list => new(CelKind.List, Common(list.Elements.Select(element => Check(element, variables)))),
        CelExpression.Map map => new(
            CelKind.Map,
            Common(map.Entries.Select(entry => Check(entry.Value, variables))),
            Common(map.Entries.Select(entry => Check(entry.Key, variables)))),
        CelExpression.Macro macro => CheckMacro(macro, variables),
        CelExpression.OptionalMap map => CheckOptionalMap(map, variables),
        _ => throw new CelException("unknown expression", expression.Position),
    };

    private static CelType CheckSelect(CelExpression.Select select, CelScope<CelType> variables)
    {
        var operand = Check(select.Operand, variables);
        var isOptional = select.IsOptional || operand.Kind == CelKind.Optional;
        var holder = operand.Kind == CelKind.Optional ? operand.Element ?? CelType.Dyn : operand;
        var field = holder.Kind switch
        {
            CelKind.Dyn => CelType.Dyn,
            CelKind.Map => holder.Element ?? CelType.Dyn,
            CelKind.Object => TypeOfField(holder.Schema, select.Field)
                ?? throw new CelException($"undefined field '{select.Field}'", select.Position),
            _ => throw new CelException($"type '{holder}' does not support field selection", select.Position),
        };
        return select.IsTest ? CelType.Bool : isOptional ? new(CelKind.Optional, field) : field;
    }

    private static CelType? TypeOfField(Schema? schema, string field)
    {
        if (schema is null)
        {
            return CelType.Dyn;
        }

        return FieldNames.Find(schema, field) is var (_, declared) ? CelType.Of(declared) : null;
    }

    private static CelType CheckElement(CelExpression.Element element, CelScope<CelType> variables)
    {
        var operand = Check(element.Operand, variables);
        var key = Check(element.Key, variables);
        var isOptional = element.IsOptional || operand.Kind == CelKind.Optional;
        var holder = operand.Kind == CelKind.Optional ? operand.Element ?? CelType.Dyn : operand;
        var fits = holder.Kind switch
        {
            CelKind.Dyn => true,
            CelKind.List => CelType.Int.Accepts(key),
            CelKind.Map => (holder.Key ?? CelType.Dyn).Accepts(key),
            _ => false,
        };
        if (!fits)
        {
            throw NoOverload("_[_]", isMethod: false, [holder, key], element.Position);
        }

        var result = holder.Element ?? CelType.Dyn;
        return isOptional ? new(CelKind.Optional, result) : result;
    }

    private static CelType CheckCall(CelExpression.Call call, CelScope<CelType> variables)
    {
        List<CelType> arguments = [.. call.Arguments.Select(argument => Check(argument, variables))];
        switch (call.Function)
        {
            case "_&&_" or "_||_" when arguments.TrueForAll(CelType.Bool.Accepts):
                return CelType.Bool;
            case "_==_" or "_!=_" when AreComparable(arguments[0], arguments[1]):
                return CelType.Bool;
            case "_?_:_" when CelType.Bool.Accepts(arguments[0]) && AreComparable(arguments[1], arguments[2]):
                return arguments[1].Kind == CelKind.Null ? arguments[2] : arguments[1];
            case "@in" when arguments[1] is { Kind: CelKind.List, Element: { } element } && !element.Accepts(arguments[0]):
            case "@in" when arguments[1] is { Kind: CelKind.Map, Key: { } key } && !key.Accepts(arguments[0]):
                throw NoOverload(call.Function, call.IsMethod, arguments, call.Position);
            default:
                break;
        }

        var overloads = CelFunctions.Named(call.Function, call.IsMethod).ToList();
        if (overloads.Count == 0 && !call.Function.StartsWith('_') && !call.Function.StartsWith('@'))
        {
            throw Elsewhere.Contains(call.Function)
                ? new CelException($"'{call.Function}' is outside the CEL subset that is evaluated here", call.Position)
                : Undeclared(call.Function, call.Position);
        }

        if (call is { Function: "matches", Arguments: [.., CelExpression.Literal { Value: string pattern }] }
            && GoRegex.Compile(pattern) is null)
        {
            throw new CelException($"invalid matches argument: error parsing regexp: {pattern}", call.Arguments[^1].Position);
        }

        var taking = overloads.FindAll(overload => overload.Takes(arguments));
        if (taking.Count == 0)
        {
            throw NoOverload(call.Function, call.IsMethod, arguments, call.Position);
        }

        var results = taking.Select(overload => overload.Result(arguments)).ToList();
        return Common(results) ?? CelType.Dyn;
    }

    private static CelType CheckMacro(CelExpression.Macro macro, CelScope<CelType> variables)
    {
        var range = Check(macro.Range, variables);
        var variable = range.Kind switch
        {
            CelKind.List => range.Element ?? CelType.Dyn,
            CelKind.Map => range.Key ?? CelType.Dyn,
            CelKind.Dyn => CelType.Dyn,
            _ => throw new CelException(
                $"expression of type '{range}' cannot be range of a comprehension (must be list, map, or dynamic)", macro.Range.Position),
        };
        var inner = variables.With(macro.Variable, variable);
        if (macro.Condition is { } condition && Check(condition, inner) is var type && !CelType.Bool.Accepts(type))
        {
            throw new CelException($"expected type 'bool' but found '{type}'", condition.Position);
        }

        return macro.Kind switch
        {
            "map" => new(CelKind.List, Check(macro.Result!, inner)),
            "filter" => new(CelKind.List, variable),
            _ => CelType.Bool,
        };
    }

    private static CelType CheckOptionalMap(CelExpression.OptionalMap map, CelScope<CelType> variables)
    {
        var operand = Check(map.Operand, variables);
        if (operand.Kind is not (CelKind.Optional or CelKind.Dyn))
        {
            throw NoOverload(map.IsFlat ? "optFlatMap" : "optMap", isMethod: true, [operand], map.Position);
        }

        var result = Check(map.Result, variables.With(map.Variable, operand.Element ?? CelType.Dyn));
        return map.IsFlat ? result : new(CelKind.Optional, result);
    }

    private static bool AreComparable(CelType left, CelType right) =>
        left.Kind == CelKind.Null || right.Kind == CelKind.Null || left.Accepts(right) || right.Accepts(left);

    /// <summary>The type that all share; null for none, anything where they differ.</summary>
    private static CelType? Common(IEnumerable<CelType> types)
    {
        CelType? common = null;
        foreach (var type in types)
        {
            common = common is null || common.Equals(type) ? type : CelType.Dyn;
        }

        return common;
    }

    private static CelException Undeclared(string name, int position) =>
        new($"undeclared reference to '{name}' (in container '')", position);

    private static CelException NoOverload(string function, bool isMethod, List<CelType> arguments, int position)
    {
        var applied = isMethod ? $"{arguments[0]}.({string.Join(", ", arguments.Skip(1))})" : $"({string.Join(", ", arguments)})";
        return new($"found no matching overload for '{function}' applied to '{applied}'", position);
    }
}
