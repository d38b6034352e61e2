namespace Hermes.DevCluster.Cel;

/// <summary>CEL's null, which is a value.</summary>
internal sealed class CelNull
{
    private CelNull()
    {
    }

    /// <summary>The one null.</summary>
    public static CelNull Value { get; } = new();
}
