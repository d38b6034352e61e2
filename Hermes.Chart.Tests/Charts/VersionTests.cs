using System.Xml.Linq;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>One version for all that is released together.</summary>
public sealed class VersionTests
{
    public static TheoryData<string> Charts => [ChartRepository.OperatorName, ChartRepository.DefinitionsName];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Chart_ComparedWithTheBuild_IsOfItsVersion(string name)
    {
        var version = XDocument.Load(RepositoryFolder.PathOf("Directory.Build.props")).Descendants("Version").ShouldHaveSingleItem().Value;
        var chart = YamlReader.Read(File.ReadAllText(RepositoryFolder.PathOf("config", "chart", name, "Chart.yaml"))).ShouldHaveSingleItem().Content;

        chart["version"]!.GetValue<string>().ShouldBe(version);
        chart["appVersion"]!.GetValue<string>().ShouldBe(version);
    }
}
