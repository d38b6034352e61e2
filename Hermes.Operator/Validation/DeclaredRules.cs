using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>
/// The bounds, shapes and choices that the entities' attributes declare: the CRD's schema is generated from the same attributes, so the
/// two cannot differ.
/// </summary>
internal static class DeclaredRules
{
    private static readonly ConcurrentDictionary<Type, FieldRules[]> Known = new();

    public static IEnumerable<FieldFault> Check(HermesAppSpec spec) => CheckObject("spec", spec);

    private static IEnumerable<FieldFault> CheckObject(string path, object value)
    {
        foreach (var rules in Known.GetOrAdd(value.GetType(), RulesOf))
        {
            var fieldPath = $"{path}.{rules.Name}";
            foreach (var fault in CheckField(fieldPath, rules, rules.Get(value)))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<FieldFault> CheckField(string path, FieldRules rules, object? value) => value switch
    {
        null => rules.IsRequired ? [new FieldFault(path, "is required")] : [],
        IDictionary map => rules.CheckSize(path, map.Count).Concat(Entries(map).SelectMany(entry =>
            CheckElement($"{path}[{entry.Key}]", rules, entry.Value))),
        IList list => rules.CheckSize(path, list.Count).Concat(rules.CheckRepeats(path, list)).Concat(list.Cast<object?>().SelectMany(
            (element, index) => CheckElement($"{path}[{index}]", rules, element))),
        _ => CheckElement(path, rules, value),
    };

    private static IEnumerable<FieldFault> CheckElement(string path, FieldRules rules, object? value)
    {
        if (value is null)
        {
            return [new FieldFault(path, "must not be null")];
        }

        return HermesJsonContext.Default.GetTypeInfo(value.GetType())?.Kind == JsonTypeInfoKind.Object
            ? CheckObject(path, value)
            : rules.CheckValue(path, value);
    }

    private static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        // Not Cast: a generic dictionary's own enumerator yields its own pairs.
        var entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }

    private static FieldRules[] RulesOf(Type type) =>
        [.. HermesJsonContext.Default.GetTypeInfo(type)!.Properties.Select(property => new FieldRules(property))];
}
