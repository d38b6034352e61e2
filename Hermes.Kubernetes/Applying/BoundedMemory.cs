using System.Diagnostics.CodeAnalysis;

namespace Hermes.Kubernetes.Applying;

/// <summary>What was learnt last, by key; the key set longest ago falls out first. Losing an entry costs a request, never correctness.</summary>
internal sealed class BoundedMemory<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byAge = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                value = node.Value.Value;
                return true;
            }

            value = default;
            return false;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_nodes.Remove(key, out var former))
            {
                _byAge.Remove(former);
            }

            _nodes[key] = _byAge.AddLast(KeyValuePair.Create(key, value));
            if (_nodes.Count > Math.Max(1, capacity))
            {
                _nodes.Remove(_byAge.First!.Value.Key);
                _byAge.RemoveFirst();
            }
        }
    }

    public void Forget(TKey key)
    {
        lock (_lock)
        {
            if (_nodes.Remove(key, out var node))
            {
                _byAge.Remove(node);
            }
        }
    }
}
