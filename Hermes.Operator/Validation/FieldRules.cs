using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Validation;

/// <summary>What the attributes of one property ask of its value, or of each element of its list or map.</summary>
internal sealed class FieldRules
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly JsonPropertyInfo _property;
    private readonly double? _minimum;
    private readonly double? _maximum;
    private readonly LengthAttribute? _length;
    private readonly ItemsAttribute? _items;
    private readonly ListTypeAttribute? _listType;
    private readonly IReadOnlyList<string> _allowed;
    private readonly PatternAttribute? _pattern;
    private readonly Regex? _regex;

    public FieldRules(JsonPropertyInfo property)
    {
        _property = property;
        IsRequired = Attribute<RequiredAttribute>() is not null;
        _minimum = Attribute<RangeMinimumAttribute>()?.Minimum;
        _maximum = Attribute<RangeMaximumAttribute>()?.Maximum;
        _length = Attribute<LengthAttribute>();
        _items = Attribute<ItemsAttribute>();
        _listType = Attribute<ListTypeAttribute>();
        _allowed = Attribute<AllowedValuesAttribute>()?.Values ?? [];
        _pattern = Attribute<PatternAttribute>();
        _regex = _pattern is null ? null : new Regex(_pattern.Pattern, RegexOptions.CultureInvariant, MatchTimeout);
    }

    public string Name => _property.Name;

    public bool IsRequired { get; }

    public object? Get(object owner) => _property.Get!(owner);

    public IEnumerable<FieldFault> CheckValue(string path, object value) => value switch
    {
        string text => CheckText(path, text),
        // An amount may be written as a number; its shape is checked all the same.
        IntOrString amount => CheckText(path, amount.Value ?? ""),
        int or long => CheckNumber(path, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => [],
    };

    public IEnumerable<FieldFault> CheckSize(string path, int size)
    {
        if (_items is { MinItems: > 0 and var least } && size < least)
        {
            yield return new(path, least == 1 ? "must not be empty" : $"must have at least {least} entries, not {size}");
        }

        if (_items is { MaxItems: >= 0 and var most } && size > most)
        {
            yield return new(path, $"must have at most {most} entries, not {size}");
        }
    }

    public IEnumerable<FieldFault> CheckRepeats(string path, IList list)
    {
        if (_listType is null or { ListType: "atomic" })
        {
            yield break;
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
        {
            if (KeyOf(list[index]) is { } key && !first.TryAdd(key, index))
            {
                yield return new($"{path}[{index}]", $"repeats {path}[{first[key]}] ({key})");
            }
        }
    }

    private IEnumerable<FieldFault> CheckText(string path, string text)
    {
        // The API server counts code points.
        var length = text.EnumerateRunes().Count();
        if (_length is { MinLength: > 0 and var least } && length < least)
        {
            yield return new(path, least == 1 ? "must not be empty" : $"must have at least {least} characters, not {length}");
        }
        else if (_length is { MaxLength: >= 0 and var most } && length > most)
        {
            yield return new(path, $"must have at most {most} characters, not {length}");
        }
        else if (_allowed.Count > 0 && !_allowed.Contains(text))
        {
            yield return new(path, $"must be {Alternatives()}, not \"{text}\"");
        }
        else if (_regex is not null && !Fits(_regex, text))
        {
            yield return new(path, Patterns.Describe(_pattern!.Pattern));
        }
    }

    private IEnumerable<FieldFault> CheckNumber(string path, long number)
    {
        if (number < _minimum || number > _maximum)
        {
            yield return new(path, (_minimum, _maximum) switch
            {
                (not null, null) => $"must be at least {_minimum}, not {number}",
                (null, not null) => $"must be at most {_maximum}, not {number}",
                _ => $"must be from {_minimum} to {_maximum}, not {number}",
            });
        }
    }

    private string? KeyOf(object? element) => element switch
    {
        null => null,
        string text => text,
        _ => string.Join(' ', _listType!.MapKeys.Select(key => Part(element, key))),
    };

    private static object? Part(object element, string key) => HermesJsonContext.Default.GetTypeInfo(element.GetType())!.Properties
        .Single(property => property.Name == key).Get!(element);

    private string Alternatives() => _allowed.Count == 1
        ? _allowed[0]
        : $"{string.Join(", ", _allowed.SkipLast(1))} or {_allowed[^1]}";

    /// <summary>Whether all of the text fits: in .NET, unlike RE2, <c>$</c> lets a last newline pass.</summary>
    private static bool Fits(Regex regex, string text) => regex.Match(text) is { Success: true } match && match.Length == text.Length;

    private TAttribute? Attribute<TAttribute>()
        where TAttribute : Attribute =>
        _property.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), inherit: true) is [TAttribute attribute, ..] ? attribute : null;
}
