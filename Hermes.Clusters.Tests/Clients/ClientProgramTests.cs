using Hermes.Clusters.Clients;
using Hermes.Clusters.Tests.EnvTest;

namespace Hermes.Clusters.Tests.Clients;

public sealed class ClientProgramTests : IDisposable
{
    private readonly AssetsFolder _repository = new();
    private readonly AssetsFolder _elsewhere = new();

    [Fact]
    public void Find_BelowARepository_PrefersItsToolsToThePath()
    {
        var tools = Directory.CreateDirectory(Path.Combine(_repository.FullName, ".tools"));
        var below = Directory.CreateDirectory(Path.Combine(_repository.FullName, "bin", "Release"));
        _elsewhere.Add("kubectl", "exit 0");
        File.Copy(_elsewhere.Add("kubectl", "exit 0"), Path.Combine(tools.FullName, "kubectl"));

        using var program = ClientProgram.Find("kubectl", below.FullName, _elsewhere.FullName);

        program.ShouldNotBeNull().FullName.ShouldBe(Path.Combine(tools.FullName, "kubectl"));
        program.Name.ShouldBe("kubectl");
    }

    [Fact]
    public void Find_WhereOnlyThePathHasIt_TakesTheFirst()
    {
        var path = _elsewhere.Add("helm", "exit 0");

        using var program = ClientProgram.Find("helm", _repository.FullName, $"{_repository.FullName}:{_elsewhere.FullName}");

        program.ShouldNotBeNull().FullName.ShouldBe(path);
    }

    [Fact]
    public void Find_WhereThereIsNone_IsNull() => ClientProgram.Find("helm", _repository.FullName, _elsewhere.FullName).ShouldBeNull();

    public void Dispose()
    {
        _repository.Dispose();
        _elsewhere.Dispose();
    }
}
