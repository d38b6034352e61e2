namespace Hermes.Kubernetes.Caching;

/// <summary>
/// Files objects under values. Each value's objects are an array that is replaced, never changed, so that a reader keeps a snapshot for
/// free; meant for values that few objects share. Not thread-safe: the store's lock guards it.
/// </summary>
internal sealed class ResourceIndex<TEntity>(Func<TEntity, IEnumerable<string>> values)
    where TEntity : class
{
    private readonly Dictionary<string, TEntity[]> _objects = [];

    public IReadOnlyList<TEntity> Find(string value) => _objects.TryGetValue(value, out var found) ? found : [];

    /// <summary>Finds out what a change means; the index itself changes only when the result is called.</summary>
    public Action Prepare(TEntity? former, TEntity? present)
    {
        var (from, to) = (Values(former), Values(present));
        return () =>
        {
            Array.ForEach(from, value => Remove(value, former!));
            Array.ForEach(to, value => _objects[value] = _objects.TryGetValue(value, out var filed) ? [.. filed, present!] : [present!]);
        };
    }

    private void Remove(string value, TEntity former)
    {
        if (!_objects.TryGetValue(value, out var filed))
        {
            return;
        }

        if (filed.Length == 1 && ReferenceEquals(filed[0], former))
        {
            _objects.Remove(value);
            return;
        }

        _objects[value] = [.. filed.Where(entity => !ReferenceEquals(entity, former))];
    }

    private string[] Values(TEntity? entity) => entity is null ? [] : [.. values(entity).Distinct(StringComparer.Ordinal)];
}
