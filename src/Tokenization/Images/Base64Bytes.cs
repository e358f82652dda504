using System.Buffers;
using System.Buffers.Text;

namespace Accounting.Tokenization.Images;

/// <summary>
/// The bytes behind a base64 text without white space, decoded only where they are asked for: headers lie at the start or a few jumps
/// behind it.
/// </summary>
internal readonly ref struct Base64Bytes(ReadOnlySpan<byte> base64)
{
    private readonly ReadOnlySpan<byte> _base64 = base64.TrimEnd((byte)'=');

    /// <summary>How many bytes there are.</summary>
    public int Length => (int)(3L * _base64.Length / 4);

    /// <summary>
    /// Decodes the bytes from <paramref name="offset"/> on; false where there are not so many, or where the text is not base64.
    /// </summary>
    /// <param name="offset">From 0.</param>
    /// <param name="target">At most <see cref="ReadMax"/> bytes.</param>
    public bool TryRead(int offset, Span<byte> target)
    {
        if (offset > Length - target.Length || target.Length > ReadMax) return false;
        Span<byte> groups = stackalloc byte[(ReadMax / 3 * 4) + 8];
        Span<byte> decoded = stackalloc byte[groups.Length];
        var first = offset / 3 * 4;
        var text = _base64[first..Math.Min(_base64.Length, (offset + target.Length + 2) / 3 * 4)];
        text.CopyTo(groups);
        var padded = (text.Length + 3) / 4 * 4;
        groups[text.Length..padded].Fill((byte)'=');
        if (Base64.DecodeFromUtf8(groups[..padded], decoded, out _, out var written) != OperationStatus.Done) return false;
        if (written < (offset % 3) + target.Length) return false;
        decoded.Slice(offset % 3, target.Length).CopyTo(target);
        return true;
    }

    /// <summary>Most bytes of one reading: more than any header needs at once.</summary>
    public const int ReadMax = 48;
}
