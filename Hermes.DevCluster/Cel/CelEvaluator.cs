using Hermes.DevCluster.Cel.Functions;

namespace Hermes.DevCluster.Cel;

/// <summary>Evaluates checked expressions, a bounded number of steps.</summary>
internal sealed class CelEvaluator
{
    /// <summary>Steps for all rules of one object together.</summary>
    public const int StepBudget = 1_000_000;

    private int _steps = StepBudget;

    /// <summary>Whether the steps are used up.</summary>
    public bool IsExhausted => _steps <= 0;

    /// <summary>The expression's value.</summary>
    /// <exception cref="CelException">The evaluation failed.</exception>
    public object Evaluate(CelExpression expression, CelScope<object> variables)
    {
        if (--_steps <= 0)
        {
            throw new CelException("operation cancelled: actual cost limit exceeded");
        }

        return expression switch
        {
            CelExpression.Literal literal => literal.Value,
            CelExpression.Name name => variables.Find(name.Text) ?? TypeNamed(name.Text),
            CelExpression.Select select => EvaluateSelect(select, variables),
            CelExpression.Element element => EvaluateElement(element, variables),
            CelExpression.Call call => EvaluateCall(call, variables),
            CelExpression.List list => new CelList([.. list.Elements.Select(element => Evaluate(element, variables))]),
            CelExpression.Map map => EvaluateMap(map, variables),
            CelExpression.Macro macro => EvaluateMacro(macro, variables),
            CelExpression.OptionalMap map => EvaluateOptionalMap(map, variables),
            _ => throw new CelException("unknown expression"),
        };
    }

    private static CelType TypeNamed(string name) => name switch
    {
        "null_type" => new(CelKind.Null),
        _ when Enum.TryParse<CelKind>(name, ignoreCase: true, out var kind) => new(kind),
        _ => throw new CelException($"no such attribute: {name}"),
    };

    private object EvaluateSelect(CelExpression.Select select, CelScope<object> variables)
    {
        var operand = Evaluate(select.Operand, variables);
        var isOptional = select.IsOptional || operand is CelOptional;
        var holder = operand is CelOptional optional ? optional.Value : operand;
        var field = holder switch
        {
            null => null,
            CelObject map => map.Find(select.Field),
            CelMap map => map.Find(select.Field),
            _ => throw new CelException("no such overload"),
        };
        if (select.IsTest)
        {
            return field is not null;
        }

        return isOptional ? new CelOptional(field) : field ?? throw new CelException($"no such key: {select.Field}");
    }

    private object EvaluateElement(CelExpression.Element element, CelScope<object> variables)
    {
        var operand = Evaluate(element.Operand, variables);
        var key = Evaluate(element.Key, variables);
        var isOptional = element.IsOptional || operand is CelOptional;
        var holder = operand is CelOptional optional ? optional.Value : operand;
        var found = (holder, key) switch
        {
            (null, _) => null,
            (CelMap map, _) => map.Find(key),
            (CelObject map, string name) => map.Find(name),
            (CelList list, long index) => index >= 0 && index < list.Items.Count ? list.Items[(int)index] : null,
            _ => throw new CelException("no such overload"),
        };
        if (isOptional)
        {
            return new CelOptional(found);
        }

        return found ?? throw new CelException(holder is CelList
            ? $"index out of bounds: {CelValues.Text(key)}"
            : $"no such key: {CelValues.Text(key)}");
    }

    private object EvaluateCall(CelExpression.Call call, CelScope<object> variables)
    {
        switch (call.Function)
        {
            case "_&&_" or "_||_":
                return AnyDecides(call.Arguments, side => Bool(Evaluate(side, variables)), decisive: call.Function == "_||_");
            case "_?_:_":
                return Evaluate(call.Arguments[0], variables) is bool condition
                    ? Evaluate(call.Arguments[condition ? 1 : 2], variables)
                    : throw new CelException("no such overload");
            default:
                break;
        }

        List<object> arguments = [.. call.Arguments.Select(argument => Evaluate(argument, variables))];
        return call.Function switch
        {
            "_==_" => CelValues.AreEqual(arguments[0], arguments[1]),
            "_!=_" => !CelValues.AreEqual(arguments[0], arguments[1]),
            _ => CelFunctions.Invoke(call.Function, call.IsMethod, arguments),
        };
    }

    private CelMap EvaluateMap(CelExpression.Map map, CelScope<object> variables)
    {
        var entries = new List<KeyValuePair<object, object>>();
        foreach (var (keyExpression, valueExpression) in map.Entries)
        {
            var key = Evaluate(keyExpression, variables);
            if (entries.Exists(entry => CelValues.AreEqual(entry.Key, key)))
            {
                throw new CelException($"Failed with repeated key: {CelValues.Text(key)}");
            }

            entries.Add(new(key, Evaluate(valueExpression, variables)));
        }

        return new(entries);
    }

    private object EvaluateMacro(CelExpression.Macro macro, CelScope<object> variables)
    {
        var elements = Evaluate(macro.Range, variables) switch
        {
            CelList list => list.Items,
            CelMap map => [.. map.Entries.Select(entry => entry.Key)],
            _ => throw new CelException("no such overload"),
        };
        switch (macro.Kind)
        {
            case "all":
                return AnyDecides(elements, Holds, decisive: false);
            case "exists":
                return AnyDecides(elements, Holds, decisive: true);
            case "exists_one":
                return elements.Count(Holds) == 1;
            case "filter":
                return new CelList([.. elements.Where(Holds)]);
            default:
                return new CelList([.. elements.Where(Holds).Select(element => Evaluate(macro.Result!, With(element)))]);
        }

        CelScope<object> With(object element) => variables.With(macro.Variable, element);

        bool Holds(object element) => macro.Condition is not { } condition || Bool(Evaluate(condition, With(element)));
    }

    /// <summary>
    /// Logical and, or, <c>all</c> and <c>exists</c>: an operand that decides makes the failures of others not matter, whatever their order.
    /// </summary>
    private bool AnyDecides<T>(IReadOnlyList<T> operands, Func<T, bool> holds, bool decisive)
    {
        CelException? failure = null;
        foreach (var operand in operands)
        {
            try
            {
                if (holds(operand) == decisive)
                {
                    return decisive;
                }
            }
            catch (CelException fault) when (!IsExhausted)
            {
                failure ??= fault;
            }
        }

        return failure is null ? !decisive : throw failure;
    }

    private object EvaluateOptionalMap(CelExpression.OptionalMap map, CelScope<object> variables)
    {
        if (Evaluate(map.Operand, variables) is not CelOptional { Value: { } value })
        {
            return CelOptional.None;
        }

        var result = Evaluate(map.Result, variables.With(map.Variable, value));
        return map.IsFlat ? result : new CelOptional(result);
    }

    private static bool Bool(object value) =>
        value is bool flag ? flag : throw new CelException("no such overload");
}
