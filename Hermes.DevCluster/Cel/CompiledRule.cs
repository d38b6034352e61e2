using System.Runtime.CompilerServices;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Schemas.Definitions;

namespace Hermes.DevCluster.Cel;

/// <summary>A rule of a schema node, parsed and checked against the node's types.</summary>
internal sealed class CompiledRule
{
    private static readonly ConditionalWeakTable<Schema, IReadOnlyList<CompiledRule>> Cache = [];

    /// <summary>The rule as it was written.</summary>
    public required ValidationRule Source { get; init; }

    /// <summary>What is wrong with the rule; null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>What is wrong with its message expression; null when nothing is.</summary>
    public string? MessageFault { get; init; }

    /// <summary>Whether the rule compares with the former value.</summary>
    public bool UsesOldSelf { get; init; }

    /// <summary>The rule; null when it is at fault.</summary>
    public CelExpression? Expression { get; init; }

    /// <summary>What makes its message; null where nothing does.</summary>
    public CelExpression? Message { get; init; }

    /// <summary>The field that its fault names, relative to the node; empty for the node itself.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary>The rules of a node, compiled once.</summary>
    public static IReadOnlyList<CompiledRule> AllOf(Schema schema, bool isRoot) =>
        Cache.GetValue(schema, node => [.. node.Rules.Select(rule => Of(rule, node, isRoot))]);

    /// <summary>Compiles a rule; never throws.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="schema">The node it stands at.</param>
    /// <param name="isRoot">Whether the node is a whole object, so that rules see its type and name.</param>
    public static CompiledRule Of(ValidationRule rule, Schema schema, bool isRoot)
    {
        var self = CelType.Of(isRoot ? CelType.RootOf(schema) : schema);
        if (self is null)
        {
            return new() { Source = rule, Fault = "rules cannot see values of this schema's type" };
        }

        var variables = new CelScope<CelType>("self", self)
            .With("oldSelf", rule.OptionalOldSelf ? new CelType(CelKind.Optional, self) : self);
        var (expression, fault) = Compile(
            rule.Rule, variables, CelKind.Bool, "compilation failed: ", "cel expression must evaluate to a bool");
        var (message, messageFault) = rule.MessageExpression is { Length: > 0 } text
            ? Compile(
                text, variables, CelKind.String, "messageExpression compilation failed: ", "messageExpression must evaluate to a string")
            : default;
        return new()
        {
            Source = rule,
            Fault = fault,
            MessageFault = messageFault,
            Expression = expression,
            Message = message,
            UsesOldSelf = expression is not null && Names(expression, "oldSelf"),
            FieldPath = rule.FieldPath is { Length: > 0 } path ? FieldPathSyntax.Resolve(path, schema, out _, out _) ?? "" : "",
        };
    }

    private static (CelExpression? Expression, string? Fault) Compile(
        string text, CelScope<CelType> variables, CelKind expected, string prefix, string wrongType)
    {
        try
        {
            var expression = CelParser.Parse(text);
            var type = CelChecker.Check(expression, variables);
            return type.Kind == expected || type.Kind == CelKind.Dyn ? (expression, null) : (null, wrongType);
        }
        catch (CelException fault)
        {
            return (null, prefix + fault.Describe(text));
        }
    }

    private static bool Names(CelExpression expression, string variable) => expression switch
    {
        CelExpression.Name name => name.Text == variable,
        CelExpression.Select select => Names(select.Operand, variable),
        CelExpression.Element element => Names(element.Operand, variable) || Names(element.Key, variable),
        CelExpression.Call call => call.Arguments.Any(argument => Names(argument, variable)),
        CelExpression.List list => list.Elements.Any(element => Names(element, variable)),
        CelExpression.Map map => map.Entries.Any(entry => Names(entry.Key, variable) || Names(entry.Value, variable)),
        CelExpression.Macro macro => Names(macro.Range, variable) || (macro.Condition is { } condition && Names(condition, variable))
            || (macro.Result is { } result && Names(result, variable)),
        CelExpression.OptionalMap map => Names(map.Operand, variable) || Names(map.Result, variable),
        _ => false,
    };
}
