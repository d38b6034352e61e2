using Hermes.Campaigns.Mutants;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Tests.Mutants;

public sealed class MutantCatalogTests
{
    public static TheoryData<string> Names => [.. MutantCatalog.All.Select(mutant => mutant.Name)];

    /// <summary>A mutant whose place is gone would be found by nobody, and say nothing.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Place_OfAMutant_IsInTheSourceOnce(string name)
    {
        var mutant = MutantCatalog.Get(name);
        var source = File.ReadAllText(Path.Combine(Workshop.Repository, mutant.File));

        Workshop.Mutate(mutant, source).ShouldNotBe(source);
    }

    [Fact]
    public void Hunters_OfAllMutants_AreCampaigns() =>
        MutantCatalog.Hunters.Except([.. CampaignCatalog.Names, "switches"]).ShouldBeEmpty();

    [Fact]
    public void Mutate_APlaceThatIsThereTwice_IsRefused() => Should.Throw<InvalidOperationException>(() =>
        Workshop.Mutate(new Mutant("twice", "", "file", "a", "b"), "aa")).Message.ShouldBe("twice: file has its place more than once");
}
