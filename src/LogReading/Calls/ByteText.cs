namespace Accounting.LogReading.Calls;

/// <summary>UTF-8 text that is put together from pieces. Reused; not thread-safe.</summary>
internal sealed class ByteText
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Valid until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public ByteText Append(ReadOnlySpan<byte> piece)
    {
        var needed = Length + piece.Length;
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        piece.CopyTo(_bytes.AsSpan(Length));
        Length = needed;
        return this;
    }

    /// <summary>Empties the text and gives back memory beyond <see cref="CallLimits.KeptBytesMax"/>: one large record must not cost memory
    /// for ever.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > CallLimits.KeptBytesMax) _bytes = new byte[256];
    }
}
