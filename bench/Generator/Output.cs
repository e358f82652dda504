using System.Buffers.Text;
using System.Runtime.Intrinsics;

namespace Accounting.Generator;

/// <summary>Bytes on their way to a stream; room for one record is always there.</summary>
internal sealed class Output(Stream stream)
{
    private const int RecordBytesMax = 256 << 10;

    private readonly byte[] _data = new byte[(1 << 20) + RecordBytesMax];
    private long _flushed;

    public int Position { get; private set; }

    public long Written => _flushed + Position;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_data.AsSpan(Position));
        Position += text.Length;
    }

    public void Add(byte character) => _data[Position++] = character;

    public void Add(long number)
    {
        if (!Utf8Formatter.TryFormat(number, _data.AsSpan(Position), out var written)) throw new InvalidOperationException("No room for a number.");
        Position += written;
    }

    /// <summary>
    /// Adds the first <paramref name="length"/> of 16 bytes: quicker than a copy of a length that is not known beforehand.
    /// </summary>
    public void AddWord(Vector128<byte> word, int length)
    {
        word.CopyTo(_data, Position);
        Position += length;
    }

    /// <summary>Makes the ASCII letter at a place a capital.</summary>
    public void Capitalise(int position)
    {
        if (_data[position] is >= (byte)'a' and <= (byte)'z') _data[position] -= 32;
    }

    /// <summary>Marks the end of a record.</summary>
    public void EndRecord()
    {
        if (Position > 1 << 20) Flush();
    }

    public void Flush()
    {
        stream.Write(_data, 0, Position);
        _flushed += Position;
        Position = 0;
    }
}
