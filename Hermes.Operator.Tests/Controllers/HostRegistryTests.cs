using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Tests.Controllers;

public sealed class HostRegistryTests
{
    private const string Host = "a.example.org";

    [Fact]
    public void Resolve_NobodyElseWantsIt_IsHeld() => Resolve(App("a", day: 1)).ShouldBeTrue();

    [Fact]
    public void Resolve_OlderAppWantsItToo_IsLost()
    {
        var claims = HostRegistry.Resolve(App("b", day: 2), _ => [App("a", day: 1), App("b", day: 2)], (_, _) => false, Nobody);

        claims.Held.ShouldBeEmpty();
        claims.Lost.ShouldBe([new(Host, "HermesApp default/a")]);
    }

    [Fact]
    public void Resolve_SameAge_NameDecides()
    {
        Resolve(App("a", day: 1), App("b", day: 1)).ShouldBeTrue();
        Resolve(App("b", day: 1), App("a", day: 1)).ShouldBeFalse();
    }

    [Fact]
    public void Resolve_YoungerAppCarriesIt_KeepsIt()
    {
        var (older, younger) = (App("a", day: 1), App("b", day: 2));

        HostRegistry.Resolve(older, _ => [older, younger], (app, _) => app == younger, Nobody).Held.ShouldBeEmpty();
        HostRegistry.Resolve(younger, _ => [older, younger], (app, _) => app == younger, Nobody).Held.ShouldBe([Host]);
    }

    [Fact]
    public void Resolve_BothCarryIt_AgeDecides()
    {
        var (older, younger) = (App("a", day: 1), App("b", day: 2));

        HostRegistry.Resolve(older, _ => [older, younger], (_, _) => true, Nobody).Held.ShouldBe([Host]);
        HostRegistry.Resolve(younger, _ => [older, younger], (_, _) => true, Nobody).Held.ShouldBeEmpty();
    }

    [Fact]
    public void Resolve_OlderAppIsBeingDeleted_ComesAfter()
    {
        var leaving = App("a", day: 1);
        leaving.Metadata.DeletionTimestamp = DateTime.UnixEpoch;

        Resolve(App("b", day: 2), leaving).ShouldBeTrue();
    }

    [Fact]
    public void Resolve_IngressOfAnAppThatWantsItNoMoreCarriesIt_IsLost()
    {
        var app = App("b", day: 2);
        var claims = HostRegistry.Resolve(app, _ => [app], (_, _) => false, _ => [new HostCarrier("other", "a")]);

        claims.Held.ShouldBeEmpty();
        claims.Lost.ShouldBe([new(Host, "HermesApp other/a")]);
    }

    [Fact]
    public void Resolve_IngressOfAFormerAppOfThatNameCarriesIt_IsHeld()
    {
        var app = App("b", day: 2);

        HostRegistry.Resolve(app, _ => [app], (_, _) => false, _ => [new HostCarrier("default", "b")]).Held.ShouldBe([Host]);
    }

    [Fact]
    public void Resolve_BothCarryItAndOneWantsItNoMore_TheOtherKeepsIt()
    {
        var app = App("b", day: 2);

        HostRegistry.Resolve(app, _ => [app], (_, _) => true, _ => [new HostCarrier("other", "a"), new HostCarrier("default", "b")])
            .Held.ShouldBe([Host]);
    }

    private static IEnumerable<HostCarrier> Nobody(string host) => [];

    private static bool Resolve(HermesApp app, params HermesApp[] rivals) =>
        HostRegistry.Resolve(app, _ => [app, .. rivals], (_, _) => false, Nobody).Held.Count == 1;

    private static HermesApp App(string name, int day) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "default",
            Uid = name,
            CreationTimestamp = DateTime.UnixEpoch.AddDays(day),
        },
        Spec = new HermesAppSpec { Image = "x:1", Ingress = new IngressSettings { Hosts = [Host] } },
    };
}
