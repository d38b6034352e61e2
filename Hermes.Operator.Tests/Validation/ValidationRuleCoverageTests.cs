using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tests.Validation;

public sealed class ValidationRuleCoverageTests(HermesAppServer server) : IClassFixture<HermesAppServer>
{
    /// <summary>A CEL rule that no case breaks may never be false.</summary>
    [Fact]
    public async Task EveryCelRule_IsBrokenByACaseAndSaysSo()
    {
        var refusals = new StringBuilder();
        foreach (var rule in HermesAppValidatorTests.Rules.SelectMany<object[], RuleCase>(row => [.. row.OfType<RuleCase>()]).Where(rule => rule.IsInCrd))
        {
            refusals.AppendLine((await server.CreateAsync(SampleSpecs.App(SampleSpecs.Parse(rule.Spec))))?["message"]?.GetValue<string>());
        }

        foreach (var name in new[] { "hello-interceptor", "keda-hpa-hello", "2hello", new string('a', 60) })
        {
            var refusal = await server.CreateAsync(SampleSpecs.App(SampleSpecs.Parse("{image: a}"), name));
            refusals.AppendLine(refusal!["message"]!.GetValue<string>());
        }

        var messages = RulesOf(typeof(HermesApp)).Concat(RulesBelow(typeof(HermesAppSpec), [])).Select(rule => rule.Message!).ToList();
        messages.Count.ShouldBeGreaterThanOrEqualTo(10);
        messages.ShouldAllBe(message => refusals.ToString().Contains(message, StringComparison.Ordinal), refusals.ToString());
    }

    private static IEnumerable<ValidationRuleAttribute> RulesBelow(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return [];
        }

        var contract = HermesJsonContext.Default.GetTypeInfo(type)!;
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => RulesOf(type).Concat(contract.Properties.SelectMany(property =>
                property.AttributeProvider!.GetCustomAttributes(typeof(ValidationRuleAttribute), inherit: true)
                    .Cast<ValidationRuleAttribute>().Concat(RulesBelow(property.PropertyType, seen)))),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => RulesBelow(contract.ElementType!, seen),
            _ => [],
        };
    }

    private static IEnumerable<ValidationRuleAttribute> RulesOf(Type type) => type.GetCustomAttributes<ValidationRuleAttribute>();
}
