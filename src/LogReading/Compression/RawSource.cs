using System.Security.Cryptography;

namespace Accounting.LogReading.Compression;

/// <summary>An input's bytes as stored: counted, hashed where asked.</summary>
internal sealed class RawSource(Stream stream) : ByteSource
{
    private IncrementalHash? _hash;
    private bool _ended;

    /// <summary>How many stored bytes were read, or passed over by <see cref="Seek"/>.</summary>
    public long Position { get; private set; }

    /// <summary>Hashes all that is read from now on; to be called before the first read.</summary>
    public void StartHash() => _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void StopHash()
    {
        _hash?.Dispose();
        _hash = null;
    }

    /// <summary>SHA-256 in lower-case hexadecimal of all bytes; null unless they were hashed and read to their end.</summary>
    public string? Sha256OfAll() => _hash is null || !_ended ? null : Convert.ToHexStringLower(_hash.GetCurrentHash());

    public bool CanSeek => stream.CanSeek;

    public long Length => stream.Length;

    public void Seek(long offset)
    {
        stream.Position = offset;
        Position = offset;
    }

    public override int Read(Span<byte> destination)
    {
        var count = stream.Read(destination);
        if (count == 0 && !destination.IsEmpty) _ended = true;
        Position += count;
        _hash?.AppendData(destination[..count]);
        return count;
    }

    public override void Dispose()
    {
        _hash?.Dispose();
        stream.Dispose();
    }
}
