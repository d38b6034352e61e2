using System.Net;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Operator.Tests.Controllers;

public sealed class StatusRecorderTests
{
    private readonly IKubernetesClient _client = Substitute.For<IKubernetesClient>();

    public static TheoryData<HttpStatusCode, StatusReason, string?> Gone => new()
    {
        { HttpStatusCode.NotFound, StatusReason.NotFound, null },
        { HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, "metadata.uid" },
    };

    [Theory]
    [MemberData(nameof(Gone))]
    public async Task Record_AppIsGoneOrAnotherBearsItsName_HasNothingToSay(HttpStatusCode status, StatusReason reason, string? field)
    {
        Refuse(status, reason, field);

        (await RecordAsync()).ShouldBeNull();
    }

    /// <summary>Found by the campaign of faults: dropped like a status of an app that is gone, it stayed as it was until the next resync.</summary>
    [Fact]
    public async Task Record_OthersWriteInBetween_ComesBack()
    {
        Refuse(HttpStatusCode.Conflict, StatusReason.Conflict, field: null);

        (await RecordAsync()).ShouldBe(new StatusTimes().Gathering);
    }

    [Fact]
    public async Task Record_StatusItselfIsRefused_Throws()
    {
        Refuse(HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, "status.url");

        await Should.ThrowAsync<KubernetesException>(RecordAsync);
    }

    private void Refuse(HttpStatusCode status, StatusReason reason, string? field) => _client
        .ApplyStatusAsync(Arg.Any<HermesApp>(), Arg.Any<ApplyOptions>(), Arg.Any<CancellationToken>())
        .ThrowsAsync(new KubernetesException(status, reason, "refused") { Causes = field is null ? [] : [new V1StatusCause { Field = field }] });

    private Task<TimeSpan?> RecordAsync()
    {
        var catalog = new ResourceCatalog([HermesJsonContext.Default]);
        var informers = new InformerCache(_client, TimeProvider.System, NullLoggerFactory.Instance);
        var recorder = new StatusRecorder(
            new ChildKinds(informers, _client, catalog, TimeProvider.System), _client, catalog, new Milestones(TimeProvider.System), new StatusTimes());
        var app = new HermesApp { Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default", Uid = "u" } };
        return recorder.RecordAsync(app, new HermesAppStatus { ObservedGeneration = 1 }, CancellationToken.None);
    }
}
