namespace Hermes.Chart.Tests.Charts;

public sealed class LintTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    public static TheoryData<string> Charts => [ChartRepository.OperatorName, ChartRepository.DefinitionsName];

    [SkippableTheory]
    [MemberData(nameof(Charts))]
    public async Task Lint_Strictly_HasNoWarning(string chart)
    {
        var result = await helm.TryAsync($"lint --strict \"{RepositoryFolder.PathOf("config", "chart", chart)}\"");

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldNotContain("[WARNING]");
        result.Output.ShouldNotContain("[ERROR]");
    }

    [SkippableFact]
    public async Task Lint_WithEveryValueSet_HasNoWarning()
    {
        var result = await helm.TryAsync($"lint --strict \"{ChartRepository.Operator}\" --values -", ChartValues.Full().ToJsonString());

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
    }
}
