using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Accounting.Tokenization.Splitting;

/// <summary>A text of which a whole block can be read at each place, also near its end: there from a copy with zeros after it.</summary>
internal readonly ref struct PaddedText
{
    /// <summary>Bytes that can be read from each place of the text.</summary>
    public const int BlockBytes = 64;

    /// <summary>The end of the text, and a block of zeros after it.</summary>
    public const int TailBytes = 2 * BlockBytes;

    private readonly ReadOnlySpan<byte> _tail;

    /// <param name="text">Valid UTF-8.</param>
    /// <param name="tail"><see cref="TailBytes"/> of scratch memory, the second half zeros, which stay so.</param>
    public PaddedText(ReadOnlySpan<byte> text, Span<byte> tail)
    {
        var kept = Math.Min(text.Length, BlockBytes);
        text[^kept..].CopyTo(tail[(BlockBytes - kept)..]);
        Text = text;
        _tail = tail[..TailBytes];
    }

    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The first of <see cref="BlockBytes"/> readable bytes at a place: of the text, then zeros.</summary>
    /// <param name="at">From 0 to the length of the text; not checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly byte BlockAt(int at)
    {
        // Either a block lies in the text, or at most a block of text is left, which ends in the middle of the tail.
        var left = Text.Length - at;
        return ref left >= BlockBytes
            ? ref Unsafe.Add(ref MemoryMarshal.GetReference(Text), at)
            : ref Unsafe.Add(ref MemoryMarshal.GetReference(_tail), BlockBytes - left);
    }
}
