using Element = System.Collections.Generic.KeyValuePair<Hermes.DevCluster.Apply.PathElement, Hermes.DevCluster.Apply.Operand>;

namespace Hermes.DevCluster.Apply;

/// <summary>
/// Pairs the elements of two keyed lists in the order of the merged list: elements of both in the applier's order, elements of
/// the live list alone as near to their old neighbours as that allows (structured-merge-diff's visitListItems).
/// </summary>
internal static class ListOrder
{
    /// <summary>
    /// The pairs; at most one side of a pair is absent. Elements that the live list holds twice stay unless the applier names them.
    /// </summary>
    public static IEnumerable<(Operand Live, Operand Config)> Align(IReadOnlyList<Element> live, IReadOnlyList<Element> config)
    {
        var old = new Dictionary<PathElement, Operand>();
        foreach (var (step, value) in live)
        {
            old[step] = old.ContainsKey(step) ? Operand.Of(null) : value;
        }

        var wanted = config.ToDictionary(element => element.Key, element => element.Value);
        var shared = new Queue<PathElement>(config.Select(element => element.Key).Where(old.ContainsKey));
        var merged = new HashSet<PathElement>();
        shared.TryDequeue(out var nextShared);

        var (l, c) = (0, 0);
        while (l < live.Count || c < config.Count)
        {
            if (l < live.Count && c < config.Count)
            {
                var step = live[l].Key;
                if (step.Equals(config[c].Key))
                {
                    merged.Add(step);
                    yield return (old[step], wanted[step]);
                    l++;
                    c++;
                    shared.TryDequeue(out nextShared);
                    continue;
                }

                if (wanted.ContainsKey(step) && nextShared is not null && !nextShared.Equals(step))
                {
                    // Shared, but its turn is later: the applier's order decides.
                    l++;
                    continue;
                }
            }

            if (l < live.Count)
            {
                var step = live[l].Key;
                if (!wanted.ContainsKey(step))
                {
                    yield return (live[l].Value, Operand.Absent);
                    l++;
                    continue;
                }

                if (merged.Contains(step))
                {
                    l++;
                }
            }

            if (c < config.Count)
            {
                var step = config[c].Key;
                merged.Add(step);
                yield return (old.GetValueOrDefault(step), wanted[step]);
                c++;
                if (step.Equals(nextShared))
                {
                    shared.TryDequeue(out nextShared);
                }
            }
        }
    }
}
