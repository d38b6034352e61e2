using System.Text.RegularExpressions;
using Hermes.Chart.Tests.Operators;

namespace Hermes.Chart.Tests.Charts;

/// <summary>What the operator can be told, the chart can tell it.</summary>
public sealed partial class FlagTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    // In a pod, the service account is the kubeconfig.
    private static readonly string[] NotForPods = ["--context", "--kubeconfig"];

    [SkippableFact]
    public async Task Arguments_OfTheFullValues_AreAllTheFlagsOfRun()
    {
        var known = Flag().Matches((await OperatorBuild.RunToEndAsync("run", "--help")).Output).Select(match => match.Groups["flag"].Value);

        var given = (await helm.RenderAsync(ChartValues.Full().ToJsonString())).OperatorArguments().Where(argument => argument != "run")
            .Select(argument => argument.Split('=')[0]);

        given.Concat(NotForPods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Values => ["{}", ChartValues.Full().ToJsonString()];

    /// <summary>The operator names all that is wrong at once: here only the kubeconfig, which is not there.</summary>
    [SkippableTheory]
    [MemberData(nameof(Values))]
    public async Task Arguments_GivenToTheOperator_AreTakenByIt(string values)
    {
        var arguments = (await helm.RenderAsync(values)).OperatorArguments();

        var run = await OperatorBuild.RunToEndAsync([.. arguments, "--kubeconfig=/no/such/file"]);

        run.ExitCode.ShouldBe(1);
        run.Error.Trim().ShouldBe("--kubeconfig: there is no file /no/such/file");
    }

    [GeneratedRegex(@"^\s+(-\S, )?(?<flag>--[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Flag();
}
