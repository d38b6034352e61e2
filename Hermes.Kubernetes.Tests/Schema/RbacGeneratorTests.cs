using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Schema;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

public sealed class RbacGeneratorTests
{
    [Fact]
    public void ClusterRole_OfOverlappingGrants_MergesThemIntoFewRules()
    {
        var role = RbacGenerator.ClusterRole("widgets",
        [
            new EntityRbacAttribute(typeof(V1Service)) { Verbs = RbacVerbs.Read },
            new EntityRbacAttribute(typeof(Widget)) { Verbs = RbacVerbs.Patch, Subresource = "status" },
            new EntityRbacAttribute(typeof(V1ConfigMap), typeof(V1Service)) { Verbs = RbacVerbs.Read | RbacVerbs.Delete },
            new EntityRbacAttribute(typeof(V1Lease)) { Verbs = RbacVerbs.Update | RbacVerbs.Get, ResourceNames = ["b", "a"] },
            new EntityRbacAttribute(typeof(V1Lease)) { Verbs = RbacVerbs.Get },
        ]);

        role.ToJsonString().ShouldBe(
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"widgets"},"rules":[
            {"apiGroups":[""],"resources":["configmaps","services"],"verbs":["get","list","watch","delete"]},
            {"apiGroups":["acme.dev"],"resources":["widgets/status"],"verbs":["patch"]},
            {"apiGroups":["coordination.k8s.io"],"resources":["leases"],"verbs":["get"]},
            {"apiGroups":["coordination.k8s.io"],"resources":["leases"],"resourceNames":["a","b"],"verbs":["update"]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void ClusterRole_OfTheSameGrantsInAnotherOrder_IsTheSame()
    {
        EntityRbacAttribute[] grants =
        [
            new(typeof(V1Service), typeof(V1Pod)) { Verbs = RbacVerbs.Read },
            new(typeof(V1Deployment)) { Verbs = RbacVerbs.Read },
            new(typeof(V1ConfigMap)) { Verbs = RbacVerbs.Create },
        ];

        RbacGenerator.ClusterRole("r", grants).ToJsonString().ShouldBe(RbacGenerator.ClusterRole("r", grants.Reverse()).ToJsonString());
    }

    [Fact]
    public void Role_WithANamespace_IsNamespaced() =>
        RbacGenerator.Role("r", "ns", [new EntityRbacAttribute(typeof(V1Pod)) { Verbs = RbacVerbs.Get }]).ToJsonString().ShouldBe(
            """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r","namespace":"ns"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}""");

    [Fact]
    public void Namespaced_OfGrantsOnBothScopes_LeavesOutWhatNoRoleCanGive() =>
        RbacGenerator.Rules(RbacGenerator.Namespaced(
        [
            new EntityRbacAttribute(typeof(V1Pod), typeof(V1IngressClass)) { Verbs = RbacVerbs.List },
            new EntityRbacAttribute(typeof(V1APIService)) { Verbs = RbacVerbs.List, ResourceNames = ["a"] },
            new EntityRbacAttribute(typeof(V1Lease)) { Verbs = RbacVerbs.Get, ResourceNames = ["b"] },
            new EntityRbacAttribute(typeof(Widget)) { Verbs = RbacVerbs.Patch, Subresource = "status" },
        ])).ToJsonString().ShouldBe(
            """
            [{"apiGroups":[""],"resources":["pods"],"verbs":["list"]},
            {"apiGroups":["acme.dev"],"resources":["widgets/status"],"verbs":["patch"]},
            {"apiGroups":["coordination.k8s.io"],"resources":["leases"],"resourceNames":["b"],"verbs":["get"]}]
            """.ReplaceLineEndings(""));

    [Fact]
    public void ClusterRole_OfFaultyGrants_NamesThemAll() =>
        Should.Throw<SchemaException>(() => RbacGenerator.ClusterRole("r",
        [
            new EntityRbacAttribute(typeof(V1Pod)),
            new EntityRbacAttribute(typeof(string)) { Verbs = RbacVerbs.Get },
        ])).Faults.ShouldBe(["[EntityRbac] on V1Pod needs a kind and a verb", "String: needs a [KubernetesEntity] attribute with PluralName"]);
}
