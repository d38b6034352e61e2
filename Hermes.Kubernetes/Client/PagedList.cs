using System.Globalization;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>
/// Reads a collection page by page. When the server has forgotten the version that the pages are of, what was read is thrown away and
/// the list begins anew; after a few such times it is asked for in one piece, which cannot expire.
/// </summary>
internal sealed class PagedList<TEntity>(ApiConnection connection, ResourceDefinition<TEntity> definition, ListOptions options)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private const int PagedAttempts = 2;

    public async Task<ResourceList<TEntity>> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Namespace is not null)
        {
            definition.RequireScope(options.Namespace);
        }

        for (var attempt = 1; ; attempt++)
        {
            var isPaged = attempt <= PagedAttempts;
            if (await TryReadAsync(isPaged, cancellationToken) is { } list)
            {
                return list;
            }
        }
    }

    /// <returns>The list; null when its pages expired while they were read.</returns>
    private async Task<ResourceList<TEntity>?> TryReadAsync(bool isPaged, CancellationToken cancellationToken)
    {
        List<TEntity> items = [];
        List<UnreadableObject>? unreadable = options.OnUnreadable is null ? null : [];
        string? next = null;
        while (true)
        {
            ListPage page;
            try
            {
                page = await connection.CallAsync(
                    PageRequest(isPaged, next),
                    (body, token) => new ListPageReader<TEntity>(definition, options.OmitManagedFields, items, unreadable).ReadAsync(body, token),
                    cancellationToken);
            }
            catch (KubernetesException refusal) when (refusal.IsExpired && next is not null)
            {
                return null;
            }

            if (string.IsNullOrEmpty(page.Continue))
            {
                unreadable?.ForEach(options.OnUnreadable!);
                return new ResourceList<TEntity>(page.ResourceVersion, items);
            }

            next = page.Continue;
        }
    }

    private ApiRequest PageRequest(bool isPaged, string? next)
    {
        // A continue token names the version itself, and the server refuses both together.
        var version = next is null ? options.ResourceVersion : null;
        return new ApiRequest
        {
            Verb = "list",
            Kind = definition.Kind,
            Method = HttpMethod.Get,
            Path = definition.CollectionPath(options.Namespace),
            Query =
            [
                ("labelSelector", options.LabelSelector),
                ("fieldSelector", options.FieldSelector),
                ("limit", isPaged ? options.PageSize?.ToString(CultureInfo.InvariantCulture) : null),
                ("continue", next),
                ("resourceVersion", version),
                ("resourceVersionMatch", version is null ? null : "NotOlderThan"),
            ],
        };
    }
}
