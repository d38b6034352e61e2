using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

/// <summary>Both sides of every bound that an attribute declares, as the validator and as a server with the CRD judge them.</summary>
public sealed class DeclaredRulesTests(HermesAppServer server) : IClassFixture<HermesAppServer>
{
    public static TheoryData<string> Cases => [.. DeclaredCases.Instance.All.Select(one => one.Name)];

    [Fact]
    public void Samples_OfSpecs_UseEveryField() => DeclaredCases.Instance.Unvisited.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Validate_AtAndBeyondABound_FaultsTheFieldBeyondIt(string name)
    {
        var (_, spec, faultPath) = DeclaredCases.Instance.All.Single(one => one.Name == name);

        var faults = HermesAppDocument.Read(SampleSpecs.App(spec)).Faults;

        if (faultPath is null)
        {
            faults.ShouldBeEmpty();
        }
        else
        {
            faults.ShouldContain(fault => fault.Path == faultPath, string.Join('\n', faults));
            faults.ShouldAllBe(fault => !fault.Message.Contains('^', StringComparison.Ordinal), "a pattern is not said in words");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Server_AtAndBeyondABound_AgreesWithTheValidator(string name)
    {
        var (_, spec, faultPath) = DeclaredCases.Instance.All.Single(one => one.Name == name);

        var refusal = await server.CreateAsync(SampleSpecs.App(spec));

        (refusal is not null).ShouldBe(faultPath is not null, refusal?.ToString());
    }

    [Fact]
    public async Task Server_GivenASampleSpec_TakesIt()
    {
        foreach (var spec in SampleSpecs.All)
        {
            (await server.CreateAsync(SampleSpecs.App(spec))).ShouldBeNull();
        }
    }
}
