using System.Text;
using System.Text.Unicode;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// Makes text valid: each maximal invalid byte sequence becomes U+FFFD (Unicode 16, 3.9, table 3-8). Valid text is only checked, not
/// copied. Not thread-safe.
/// </summary>
internal sealed class Utf8Repair
{
    /// <summary>One invalid byte becomes the three of U+FFFD.</summary>
    private const int GrowthMax = 3;

    /// <summary>Scratch memory for longer texts is given back at the next call.</summary>
    private const int KeptBytesMax = 1 << 20;

    private byte[] _scratch = [];

    /// <summary>The text itself or its repaired copy, valid until the next call.</summary>
    public ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text) => Utf8.IsValid(text) ? text : Repair(text);

    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> text)
    {
        var bytesMax = checked(GrowthMax * text.Length);
        if (_scratch.Length < bytesMax || _scratch.Length > Math.Max(bytesMax, KeptBytesMax)) _scratch = new byte[bytesMax];
        var written = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var used);
            written += rune.EncodeToUtf8(_scratch.AsSpan(written));
            text = text[used..];
        }
        return _scratch.AsSpan(0, written);
    }
}
