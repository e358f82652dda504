using System.Text;

namespace Accounting.Tokenization.Pipelines;

/// <summary>Text that is being written. Keeps its memory between uses. Not thread-safe.</summary>
internal sealed class Utf8Buffer
{
    /// <summary>Longer memory is given back at the next <see cref="Clear"/>.</summary>
    private const int KeptBytesMax = 1 << 22;

    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        if (_bytes.Length > KeptBytesMax) _bytes = new byte[256];
        Length = 0;
    }

    /// <summary>Takes bytes off the end.</summary>
    public void Shorten(int bytes) => Length -= bytes;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    public void Add(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Add(Rune rune) => Length += rune.EncodeToUtf8(Reserve(4));

    private Span<byte> Reserve(int bytes)
    {
        var needed = checked(Length + bytes);
        if (needed > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
        return _bytes.AsSpan(Length);
    }
}
