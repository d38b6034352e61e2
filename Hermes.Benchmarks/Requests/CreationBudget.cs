using System.Globalization;

namespace Hermes.Benchmarks.Requests;

/// <summary>
/// What the creation of apps may cost the API server: exactly one apply per child, at most two writes of its status and one event per app,
/// and nothing else.
/// </summary>
internal static class CreationBudget
{
    /// <summary>What was sent beyond it, a line each; empty where nothing was.</summary>
    /// <param name="sent">The operator's requests.</param>
    /// <param name="children">How many children there are of each kind.</param>
    /// <param name="apps">How many apps were made.</param>
    /// <param name="areEventsItsOwn">Whether nobody but the operator tells events.</param>
    public static IReadOnlyList<string> Beyond(RequestCounts sent, IReadOnlyDictionary<string, int> children, int apps, bool areEventsItsOwn)
    {
        List<string> beyond = [];
        HashSet<RequestKey> judged = [OperatorRequests.StatusApply, OperatorRequests.EventCreation];
        foreach (var kind in OperatorRequests.Kinds.Order(StringComparer.Ordinal))
        {
            var (key, needed) = (OperatorRequests.Apply(kind), children.GetValueOrDefault(kind));
            judged.Add(key);
            if (sent[key] != needed)
            {
                beyond.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {sent[key]}, and {needed} were needed"));
            }
        }

        Limit(beyond, sent, OperatorRequests.StatusApply, 2 * apps);
        if (areEventsItsOwn)
        {
            Limit(beyond, sent, OperatorRequests.EventCreation, apps);
        }

        var others = sent.All.Where(count => !judged.Contains(count.Key) && (areEventsItsOwn || count.Key.Resource != "events"));
        beyond.AddRange(others.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Count}, and none was needed")));
        return beyond;
    }

    private static void Limit(List<string> beyond, RequestCounts sent, RequestKey key, int limit)
    {
        if (sent[key] > limit)
        {
            beyond.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {sent[key]}, and at most {limit} were needed"));
        }
    }
}
