using System.Runtime.CompilerServices;

namespace Accounting.Tokenization.Splitting;

/// <summary>A text of which a whole block can be read at each place, also near its end: there from a copy with zeros after it.</summary>
internal readonly unsafe ref struct PaddedText
{
    /// <summary>Bytes that can be read from each place of the text.</summary>
    public const int BlockBytes = 64;

    /// <summary>The end of the text, and a block of zeros after it.</summary>
    public const int TailBytes = 2 * BlockBytes;

    private readonly byte* _text;
    private readonly byte* _tail;
    private readonly int _lastInText;

    /// <param name="text">Valid UTF-8, pinned while this is used.</param>
    /// <param name="length">Bytes of text.</param>
    /// <param name="tail"><see cref="TailBytes"/> of scratch memory, pinned as well, whose second half is zeros and stays so.</param>
    public PaddedText(byte* text, int length, byte* tail)
    {
        var kept = Math.Min(length, BlockBytes);
        new ReadOnlySpan<byte>(text + length - kept, kept).CopyTo(new Span<byte>(tail + BlockBytes - kept, kept));
        _text = text;
        _tail = tail + BlockBytes - length;
        _lastInText = length - BlockBytes;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Text => new(_text, Length);

    /// <summary>The first of <see cref="BlockBytes"/> readable bytes at a place: of the text, then zeros.</summary>
    /// <param name="at">From 0 to the length of the text; not checked.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* BlockAt(int at) => unchecked((at <= _lastInText ? _text : _tail) + at);
}
