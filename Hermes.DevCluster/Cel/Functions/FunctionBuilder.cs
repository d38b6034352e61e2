namespace Hermes.DevCluster.Cel.Functions;

/// <summary>The words that functions are declared in.</summary>
internal static class FunctionBuilder
{
    public static CelType Dyn => CelType.Dyn;

    public static CelType Bool => CelType.Bool;

    public static CelType Int => CelType.Int;

    public static CelType Float => CelType.Double;

    public static CelType Str => CelType.String;

    public static CelType Bytes { get; } = new(CelKind.Bytes);

    public static CelType List { get; } = new(CelKind.List);

    public static CelType Strings { get; } = new(CelKind.List, CelType.String);

    public static CelType Map { get; } = new(CelKind.Map);

    public static CelType Duration { get; } = new(CelKind.Duration);

    public static CelType Timestamp { get; } = new(CelKind.Timestamp);

    public static CelType Optional { get; } = new(CelKind.Optional);

    public static CelType Quantity { get; } = new(CelKind.Quantity);

    /// <summary>A function.</summary>
    public static CelFunction Function(string name, CelType result, IReadOnlyList<CelType> parameters, CelInvocation invoke) =>
        new(name, IsMethod: false, parameters, _ => result, invoke);

    /// <summary>A function whose result's type depends on what it is given.</summary>
    public static CelFunction Function(
        string name, Func<IReadOnlyList<CelType>, CelType> result, IReadOnlyList<CelType> parameters, CelInvocation invoke) =>
        new(name, IsMethod: false, parameters, result, invoke);

    /// <summary>A method; its target is the first parameter.</summary>
    public static CelFunction Method(string name, CelType result, IReadOnlyList<CelType> parameters, CelInvocation invoke) =>
        new(name, IsMethod: true, parameters, _ => result, invoke);

    /// <summary>A method whose result's type depends on what it is given.</summary>
    public static CelFunction Method(
        string name, Func<IReadOnlyList<CelType>, CelType> result, IReadOnlyList<CelType> parameters, CelInvocation invoke) =>
        new(name, IsMethod: true, parameters, result, invoke);
}
