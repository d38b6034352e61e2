namespace Hermes.Otlp;

/// <summary>Who reported something.</summary>
/// <param name="Resource">The resource's attributes by name, such as <c>service.name</c>; values of every type as text.</param>
/// <param name="Scope">The name of the activity source, the meter or the logger's category; empty where none is said.</param>
public sealed record OtlpSource(IReadOnlyDictionary<string, string> Resource, string Scope)
{
    /// <summary><c>service.name</c>; empty where the resource does not say it.</summary>
    public string Service => Resource.GetValueOrDefault("service.name", "");
}
