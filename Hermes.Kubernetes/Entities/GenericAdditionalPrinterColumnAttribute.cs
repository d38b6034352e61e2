namespace Hermes.Kubernetes.Entities;

/// <summary>A column of <c>kubectl get</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GenericAdditionalPrinterColumnAttribute(string jsonPath, string name, string type) : Attribute
{
    /// <summary>Where the value is, such as <c>.status.url</c>.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>The header.</summary>
    public string Name { get; } = name;

    /// <summary>The OpenAPI type: string, integer, number, boolean or date.</summary>
    public string Type { get; } = type;

    /// <summary>Prose for clients.</summary>
    public string? Description { get; init; }

    /// <summary>The OpenAPI format.</summary>
    public string? Format { get; init; }

    /// <summary>0 for the plain view (default), more for <c>-o wide</c>.</summary>
    public int Priority { get; init; }
}
