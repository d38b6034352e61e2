using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tests.Validation;

/// <summary>Takes each field of the sample specs to each bound that its attributes declare, and one step beyond.</summary>
internal sealed class DeclaredCases
{
    private readonly List<DeclaredCase> _cases = [];
    private readonly HashSet<(Type Type, string Property)> _visited = [];
    private readonly JsonObject _sample = [];

    private DeclaredCases()
    {
        foreach (var sample in SampleSpecs.All)
        {
            _sample = sample;
            WalkObject("spec", [], typeof(HermesAppSpec));
        }
    }

    public static DeclaredCases Instance { get; } = new();

    public IReadOnlyList<DeclaredCase> All => _cases;

    /// <summary>Fields that no sample uses.</summary>
    public IEnumerable<string> Unvisited => Reachable(typeof(HermesAppSpec), [])
        .Where(one => !_visited.Contains(one)).Select(one => $"{one.Type.Name}.{one.Property}");

    private static IEnumerable<(Type Type, string Property)> Reachable(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return [];
        }

        var contract = HermesJsonContext.Default.GetTypeInfo(type)!;
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => contract.Properties.SelectMany(property =>
                Reachable(property.PropertyType, seen).Prepend((type, property.Name))),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => Reachable(contract.ElementType!, seen),
            _ => [],
        };
    }

    private static JsonNode At(JsonNode node, IEnumerable<object> keys) =>
        keys.Aggregate(node, (current, key) => (key is int index ? current[index] : current[(string)key])!);

    private void WalkObject(string path, IReadOnlyList<object> keys, Type type)
    {
        foreach (var property in HermesJsonContext.Default.GetTypeInfo(type)!.Properties)
        {
            if (At(_sample, keys) is not JsonObject fields || !fields.ContainsKey(property.Name))
            {
                continue;
            }

            _visited.Add((type, property.Name));
            WalkField($"{path}.{property.Name}", [.. keys, property.Name], property);
        }
    }

    private void WalkField(string path, IReadOnlyList<object> keys, JsonPropertyInfo property)
    {
        if (Attribute<RequiredAttribute>(property) is not null)
        {
            Add($"{path} missing", keys, null, path);
        }

        var contract = HermesJsonContext.Default.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)!;
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                WalkObject(path, keys, contract.Type);
                break;
            case JsonTypeInfoKind.Enumerable:
                WalkSize(path, keys, property, SizedList);
                WalkRepeat(path, keys, property);
                for (var index = 0; index < At(_sample, keys).AsArray().Count; index++)
                {
                    WalkElement($"{path}[{index}]", [.. keys, index], property, contract.ElementType!);
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                WalkSize(path, keys, property, SizedMap);
                foreach (var (key, _) in At(_sample, keys).AsObject())
                {
                    WalkElement($"{path}[{key}]", [.. keys, key], property, contract.ElementType!);
                }

                break;
            default:
                WalkElement(path, keys, property, contract.Type);
                break;
        }
    }

    private void WalkElement(string path, IReadOnlyList<object> keys, JsonPropertyInfo property, Type type)
    {
        if (HermesJsonContext.Default.GetTypeInfo(type)!.Kind == JsonTypeInfoKind.Object)
        {
            WalkObject(path, keys, type);
            return;
        }

        WalkRange(path, keys, property);
        WalkLength(path, keys, property);
        if (Attribute<PatternAttribute>(property) is { } pattern)
        {
            Add($"{path} malformed", keys, Misfit(pattern.Pattern), path);
        }

        foreach (var value in Attribute<AllowedValuesAttribute>(property)?.Values ?? [])
        {
            Add($"{path} is {value}", keys, value, null);
            Add($"{path} is not quite {value}", keys, $"{value}x", path);
        }
    }

    private void WalkRange(string path, IReadOnlyList<object> keys, JsonPropertyInfo property)
    {
        if (Attribute<RangeMinimumAttribute>(property)?.Minimum is { } minimum)
        {
            Add($"{path} at its least", keys, (long)minimum, null);
            Add($"{path} below its least", keys, (long)minimum - 1, path);
        }

        if (Attribute<RangeMaximumAttribute>(property)?.Maximum is { } maximum)
        {
            Add($"{path} at its greatest", keys, (long)maximum, null);
            Add($"{path} above its greatest", keys, (long)maximum + 1, path);
        }
    }

    private void WalkLength(string path, IReadOnlyList<object> keys, JsonPropertyInfo property)
    {
        if (Attribute<LengthAttribute>(property) is not { } length)
        {
            return;
        }

        var pattern = Attribute<PatternAttribute>(property)?.Pattern;
        Add($"{path} too long", keys, Fitting(pattern, length.MaxLength + 1), path);
        if (length.MinLength > 0)
        {
            Add($"{path} empty", keys, "", path);
        }

        // Of 32 digits no amount is left that Kubernetes can hold, and these two know few words.
        if (pattern != Patterns.Quantity && property.Name is not ("fieldPath" or "resource"))
        {
            Add($"{path} as long as it may be", keys, Fitting(pattern, length.MaxLength), null);
        }
    }

    private void WalkSize(string path, IReadOnlyList<object> keys, JsonPropertyInfo property, Func<JsonNode, int, JsonNode> sized)
    {
        var items = Attribute<ItemsAttribute>(property)!;
        var sample = At(_sample, keys);
        Add($"{path} with as many as it may have", keys, sized(sample, items.MaxItems), null);
        Add($"{path} with one too many", keys, sized(sample, items.MaxItems + 1), path);
        if (items.MinItems > 0)
        {
            Add($"{path} with none", keys, sized(sample, 0), path);
        }
    }

    private void WalkRepeat(string path, IReadOnlyList<object> keys, JsonPropertyInfo property)
    {
        if (Attribute<ListTypeAttribute>(property) is null)
        {
            return;
        }

        var list = At(_sample, keys).DeepClone().AsArray();
        list.Add(list[0]!.DeepClone());
        Add($"{path} with a repeat", keys, list, $"{path}[{list.Count - 1}]");
    }

    private static JsonArray SizedList(JsonNode sample, int size) => new([.. Enumerable.Range(0, size).Select(index =>
    {
        var element = sample[0]!.DeepClone();
        if (element is JsonObject fields)
        {
            if (fields.ContainsKey("name"))
            {
                fields["name"] = $"name-{index}";
            }

            return element;
        }

        return (JsonNode)$"x{index}.{element.GetValue<string>().TrimStart('/')}";
    })]);

    private static JsonObject SizedMap(JsonNode sample, int size)
    {
        var (key, value) = sample.AsObject().First();
        return new(Enumerable.Range(0, size).Select(index => KeyValuePair.Create($"{key}{index}", value?.DeepClone())));
    }

    private static string Misfit(string pattern) => pattern switch
    {
        Patterns.ObjectName or Patterns.Host => "Upper.Case",
        Patterns.EnvironmentName => "a=b",
        Patterns.Key => "a/b",
        Patterns.Quantity => "12 Mi",
        Patterns.Image => "a b",
        Patterns.AbsolutePath => "relative",
        Patterns.HttpUrl => "ftp://host",
        _ => throw new NotSupportedException($"Say what does not fit {pattern}"),
    };

    private static string Fitting(string? pattern, int length) => pattern switch
    {
        Patterns.Host => string.Concat(Enumerable.Range(0, length).Select(index => index % 2 == 0 || index == length - 1 ? 'a' : '.')),
        Patterns.AbsolutePath => "/".PadRight(length, 'a'),
        Patterns.HttpUrl => "http://".PadRight(length, 'a'),
        Patterns.Quantity => "1".PadRight(length, '0'),
        _ => new string('a', length),
    };

    private static TAttribute? Attribute<TAttribute>(JsonPropertyInfo property)
        where TAttribute : Attribute =>
        property.AttributeProvider!.GetCustomAttributes(typeof(TAttribute), inherit: true).Cast<TAttribute>().SingleOrDefault();

    private void Add(string name, IReadOnlyList<object> keys, JsonNode? value, string? faultPath)
    {
        var spec = _sample.DeepClone().AsObject();
        var parent = At(spec, keys.SkipLast(1));
        if (keys[^1] is int index)
        {
            parent[index] = value;
        }
        else if (value is null)
        {
            parent.AsObject().Remove((string)keys[^1]);
        }
        else
        {
            parent[(string)keys[^1]] = value;
        }

        // Both samples have some of the fields; one case of a name is enough.
        if (!_cases.Exists(known => known.Name == name))
        {
            _cases.Add(new(name, spec, faultPath));
        }
    }
}
