using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Tests.Controllers;

public sealed class JudgedSpecsTests
{
    private readonly JudgedSpecs _specs = new(new ControllerSettings());

    [Fact]
    public void FaultsOf_AnEditedSpec_AreThoseOfTheEdit()
    {
        _specs.FaultsOf(App(generation: 1, replicas: 2)).ShouldBeEmpty();

        _specs.FaultsOf(App(generation: 2, replicas: -1)).ShouldHaveSingleItem().Path.ShouldBe("spec.replicas");
        _specs.FaultsOf(App(generation: 3, replicas: 2)).ShouldBeEmpty();
    }

    [Fact]
    public void FaultsOf_TheSameGeneration_AreJudgedOnce() =>
        _specs.FaultsOf(App(generation: 1, replicas: -1)).ShouldBeSameAs(_specs.FaultsOf(App(generation: 1, replicas: -1)));

    [Fact]
    public void FaultsOf_AnAppMadeAnew_AreItsOwn()
    {
        _specs.FaultsOf(App(generation: 1, replicas: -1)).ShouldNotBeEmpty();

        _specs.FaultsOf(App(generation: 1, replicas: 2, uid: "another")).ShouldBeEmpty();
    }

    [Fact]
    public void FaultsOf_AnAppWithoutGeneration_AreJudgedEachTime()
    {
        _specs.FaultsOf(App(generation: null, replicas: 2)).ShouldBeEmpty();

        _specs.FaultsOf(App(generation: null, replicas: -1)).ShouldNotBeEmpty();
    }

    private static HermesApp App(long? generation, int replicas, string uid = "uid") => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default", Uid = uid, Generation = generation },
        Spec = new HermesAppSpec { Image = "x:1", Replicas = replicas },
    };
}
