namespace Hermes.Chart.Tests.Charts;

/// <summary>The charts that are shipped.</summary>
internal static class ChartRepository
{
    public const string OperatorName = "hermes-operator";
    public const string DefinitionsName = "hermes-crds";

    public static string Operator { get; } = RepositoryFolder.PathOf("config", "chart", OperatorName);

    public static string Definitions { get; } = RepositoryFolder.PathOf("config", "chart", DefinitionsName);
}
