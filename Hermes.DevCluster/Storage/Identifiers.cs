using System.Security.Cryptography;

namespace Hermes.DevCluster.Storage;

/// <summary>Makes uids and the ends of generated names; the same ones again from the same seed.</summary>
internal sealed class Identifiers
{
    // The letters of the real server's generated names: no vowels, nothing that reads as another.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private readonly Lock _lock = new();
    private readonly Random? _seeded;

    /// <summary>A source.</summary>
    /// <param name="seed">Null for identifiers that never repeat.</param>
    public Identifiers(int? seed) => _seeded = seed is { } value ? new Random(value) : null;

    /// <summary>A new uid.</summary>
    public string Uid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Five letters and digits.</summary>
    public string Suffix()
    {
        Span<byte> bytes = stackalloc byte[5];
        Fill(bytes);
        Span<char> letters = stackalloc char[5];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Alphabet[bytes[i] % Alphabet.Length];
        }

        return new string(letters);
    }

    private void Fill(Span<byte> bytes)
    {
        if (_seeded is null)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        lock (_lock)
        {
            _seeded.NextBytes(bytes);
        }
    }
}
