using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Installation;
using k8s.Models;
using NSubstitute;

namespace Hermes.Operator.Tests.Installation;

public sealed class DefinitionInstallerTests
{
    private readonly IKubernetesClient _client = Substitute.For<IKubernetesClient>();

    [Fact]
    public async Task Install_WatchEndsBeforeTheDefinitionIsServed_LooksAgain()
    {
        Stores(Definition(isEstablished: false));
        Watched().Returns(_ => NoChange(), _ => NoChange());
        Read().Returns(Definition(isEstablished: false), Definition(isEstablished: true));

        await InstallAsync();

        await Read(_client.Received(2));
    }

    [Fact]
    public async Task Install_WatchTellsThatTheDefinitionIsServed_IsDone()
    {
        Stores(Definition(isEstablished: false));
        Watched().Returns(_ => Change(Definition(isEstablished: true)));

        await InstallAsync();

        await Read(_client.DidNotReceive());
    }

    [Fact]
    public async Task Install_DefinitionIsDeletedMeanwhile_Throws()
    {
        Stores(Definition(isEstablished: false));
        Watched().Returns(_ => NoChange());
        Read().Returns((V1CustomResourceDefinition?)null);

        await Should.ThrowAsync<InvalidOperationException>(InstallAsync);
    }

    private Task InstallAsync() =>
        new DefinitionInstaller(_client, new ResourceCatalog([HermesJsonContext.Default])).InstallAsync(CancellationToken.None);

    private void Stores(V1CustomResourceDefinition stored) =>
        _client.ApplyAsync(Arg.Any<V1CustomResourceDefinition>(), Arg.Any<ApplyOptions>(), Arg.Any<CancellationToken>()).Returns(stored);

    private IAsyncEnumerable<WatchEvent<V1CustomResourceDefinition>> Watched() =>
        _client.WatchAsync<V1CustomResourceDefinition>(Arg.Any<WatchOptions>(), Arg.Any<CancellationToken>());

    private Task<V1CustomResourceDefinition?> Read() => Read(_client);

    private static Task<V1CustomResourceDefinition?> Read(IKubernetesClient client) =>
        client.GetAsync<V1CustomResourceDefinition>("hermesapps.hermes.dev", null, Arg.Any<CancellationToken>());

    private static IAsyncEnumerable<WatchEvent<V1CustomResourceDefinition>> NoChange() =>
        AsyncEnumerable.Empty<WatchEvent<V1CustomResourceDefinition>>();

    private static IAsyncEnumerable<WatchEvent<V1CustomResourceDefinition>> Change(V1CustomResourceDefinition definition) =>
        new[] { new WatchEvent<V1CustomResourceDefinition>(WatchEventType.Modified, definition) }.ToAsyncEnumerable();

    private static V1CustomResourceDefinition Definition(bool isEstablished) => new()
    {
        Metadata = new V1ObjectMeta { Name = "hermesapps.hermes.dev", ResourceVersion = "1" },
        Status = new V1CustomResourceDefinitionStatus
        {
            Conditions = [new V1CustomResourceDefinitionCondition { Type = "Established", Status = isEstablished ? "True" : "False" }],
        },
    };
}
