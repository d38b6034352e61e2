using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hermes.DevCluster.Tracing;

/// <summary>
/// Every request in the order of arrival, watches included, for tests that ask what a client did: a bounded ring of the latest.
/// Safe for any thread.
/// </summary>
public sealed class RequestTrace
{
    private readonly Lock _lock = new();
    private readonly RequestRecord[] _ring;
    private long _count;
    private long _cleared;

    internal RequestTrace(int capacity) => _ring = new RequestRecord[Math.Max(1, capacity)];

    /// <summary>How many requests have arrived since the server started; <see cref="Clear"/> does not reset it.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The requests since the start or the last <see cref="Clear"/>, oldest first; at most as many as the ring holds.</summary>
    public IReadOnlyList<RequestRecord> Requests => Since(0);

    /// <summary>The requests with a greater number, oldest first; at most as many as the ring holds.</summary>
    /// <param name="number">A <see cref="RequestRecord.Number"/>, or a former <see cref="Count"/>.</param>
    public IReadOnlyList<RequestRecord> Since(long number)
    {
        lock (_lock)
        {
            var first = Math.Max(Math.Max(number, _cleared), _count - _ring.Length);
            var requests = new List<RequestRecord>((int)Math.Max(0, _count - first));
            for (var i = first; i < _count; i++)
            {
                requests.Add(_ring[i % _ring.Length]);
            }

            return requests;
        }
    }

    /// <summary>How often each object was written with success, as <c>VERB GROUP/RESOURCE[/SUBRESOURCE] [NAMESPACE/]NAME</c>.</summary>
    /// <param name="since">Counts only requests with a greater number. Default: 0.</param>
    public IReadOnlyDictionary<string, int> Writes(long since = 0) => Since(since)
        .Where(request => request.IsWrite && request.Status is >= 200 and < 300)
        .CountBy(request => request.Write)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// A digest of what was asked and answered, in order of arrival: equal for two runs that are the same, as runs on one thread with
    /// one <see cref="DevClusterOptions.Seed"/> and in virtual time are. Times do not count.
    /// </summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var request in Requests)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{request.Verb} {request.Path}{request.Query} {request.UserAgent} {request.Status}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Forgets what has been recorded; the numbers go on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _cleared = _count;
            Array.Clear(_ring);
        }
    }

    /// <summary>Records an arrival, and numbers it.</summary>
    /// <returns>The record as kept.</returns>
    internal RequestRecord Add(RequestRecord request)
    {
        lock (_lock)
        {
            var numbered = request with { Number = _count + 1 };
            _ring[_count % _ring.Length] = numbered;
            _count++;
            return numbered;
        }
    }

    /// <summary>Puts a record with the same number in the former one's place; nothing where that has fallen out.</summary>
    internal void Complete(RequestRecord request)
    {
        lock (_lock)
        {
            var index = request.Number - 1;
            if (index >= _cleared && index >= _count - _ring.Length)
            {
                _ring[index % _ring.Length] = request;
            }
        }
    }
}
