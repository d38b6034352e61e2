using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class IngressControllersTests
{
    [Theory]
    [InlineData("ingressclass.kubernetes.io/is-default-class", "true", true)]
    [InlineData("ingressclass.kubernetes.io/is-default-class", "false", false)]
    [InlineData("example.com/is-default-class", "true", false)]
    public void IsDefault_OfAClass_GoesByItsAnnotation(string annotation, string value, bool isDefault) =>
        IngressControllers.IsDefault(new V1IngressClass
        {
            Metadata = new V1ObjectMeta { Annotations = new Dictionary<string, string> { [annotation] = value } },
        }).ShouldBe(isDefault);

    [Fact]
    public void IsDefault_OfAClassWithoutAnnotations_IsFalse() =>
        IngressControllers.IsDefault(new V1IngressClass { Metadata = new V1ObjectMeta() }).ShouldBeFalse();

    [Theory]
    [InlineData("traefik.io/ingress-controller", true)]
    [InlineData("k8s.io/ingress-nginx", false)]
    [InlineData("example.com/traefik.io/", false)]
    [InlineData(null, false)]
    public void IsTraefik_OfAClass_GoesByItsController(string? controller, bool isTraefik) =>
        IngressControllers.IsTraefik(new V1IngressClass { Spec = new V1IngressClassSpec { Controller = controller } }).ShouldBe(isTraefik);

    [Fact]
    public void IsTraefik_OfAClassWithoutASpec_IsFalse() => IngressControllers.IsTraefik(new V1IngressClass()).ShouldBeFalse();
}
