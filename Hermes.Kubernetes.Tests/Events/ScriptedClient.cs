using System.Text.Json.Nodes;
using System.Threading.Channels;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Events;

/// <summary>A client that takes events, tells the test of each write, and refuses what the test wants refused.</summary>
internal sealed class ScriptedClient : IKubernetesClient
{
    private readonly Channel<Corev1Event> _created = Channel.CreateUnbounded<Corev1Event>();
    private readonly Channel<(string Name, JsonObject Patch)> _patched = Channel.CreateUnbounded<(string, JsonObject)>();

    /// <summary>Thrown instead of taking the next creations; null for none.</summary>
    public Func<Exception?> RefuseCreate { get; set; } = () => null;

    public Func<Exception?> RefusePatch { get; set; } = () => null;

    /// <summary>Awaited by each create.</summary>
    public Func<CancellationToken, Task> BeforeCreate { get; set; } = _ => Task.CompletedTask;

    public bool HasWrites => _created.Reader.TryPeek(out _) || _patched.Reader.TryPeek(out _);

    public ValueTask<Corev1Event> NextCreatedAsync() => NextAsync(_created);

    public ValueTask<(string Name, JsonObject Patch)> NextPatchedAsync() => NextAsync(_patched);

    public async Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        await BeforeCreate(cancellationToken);
        if (RefuseCreate() is { } refusal)
        {
            throw refusal;
        }

        _created.Writer.TryWrite((Corev1Event)(object)entity);
        return entity;
    }

    public Task<TEntity> MergePatchAsync<TEntity>(
        string name, string? @namespace, JsonObject patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (RefusePatch() is { } refusal)
        {
            throw refusal;
        }

        _patched.Writer.TryWrite(($"{@namespace}/{name}", patch));
        return Task.FromResult((TEntity)(object)new Corev1Event());
    }

    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<ResourceList<TEntity>> ListAsync<TEntity>(ListOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(WatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> ApplyAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> ApplyStatusAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> JsonPatchAsync<TEntity>(
        string name, string? @namespace, JsonArray patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<bool> DeleteAsync<TEntity>(
        string name, string? @namespace, Preconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    private static async ValueTask<T> NextAsync<T>(Channel<T> channel) =>
        await channel.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
