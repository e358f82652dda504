using System.Buffers;
using System.Buffers.Text;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>
/// A row as a line of JSON. A line that grows beyond the limit is written no further, and only said to be too long. For one thread.
/// </summary>
internal sealed class RowText(int lineBytesMax)
{
    private const int BytesMin = 4096;
    private const int EscapedBytesMax = 6;
    private const int NumberBytesMax = 128;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _bytes = new byte[BytesMin];

    /// <summary>Holds the line, and more behind it.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Bytes of the line.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the line is too long.</summary>
    public bool IsTooLong { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>
    /// Empties the line, and gives back memory beyond <see cref="CallLimits.KeptBytesMax"/>: one large row must not cost memory for ever.
    /// </summary>
    public void Clear()
    {
        (Length, IsTooLong) = (0, false);
        if (_bytes.Length > CallLimits.KeptBytesMax) _bytes = new byte[BytesMin];
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        if (!Ensure(bytes.Length)) return;
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Byte(byte one)
    {
        if (!Ensure(1)) return;
        _bytes[Length++] = one;
    }

    /// <summary>Bytes in quotes, escaped as RFC 8259 wants it and no further.</summary>
    public void Quoted(ReadOnlySpan<byte> text)
    {
        Byte((byte)'"');
        while (!IsTooLong)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0) break;
            Raw(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }
        Raw(text);
        Byte((byte)'"');
    }

    /// <summary>A JSON value over several lines becomes one of one line: outside of strings a line end is a blank.</summary>
    public void OneLine(ReadOnlySpan<byte> json)
    {
        var start = Length;
        Raw(json);
        if (!IsTooLong && json.ContainsAny((byte)'\n', (byte)'\r'))
            foreach (ref var one in _bytes.AsSpan(start, Length - start))
                if (one is (byte)'\n' or (byte)'\r') one = (byte)' ';
    }

    /// <summary>Bytes in base64, in quotes.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        Byte((byte)'"');
        var size = bytes.Length <= ParquetLimits.PageBytesMax ? System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length) : 0;
        if (Ensure(size))
        {
            System.Buffers.Text.Base64.EncodeToUtf8(bytes, _bytes.AsSpan(Length), out _, out var written);
            Length += written;
        }
        Byte((byte)'"');
    }

    /// <summary>A value of the base library that formats itself as UTF-8, in at most 128 bytes.</summary>
    public void Formatted<T>(T value, string format) where T : IUtf8SpanFormattable
    {
        if (!Ensure(NumberBytesMax)) return;
        if (value.TryFormat(_bytes.AsSpan(Length), out var written, format, System.Globalization.CultureInfo.InvariantCulture)) Length += written;
    }

    /// <summary>Puts what was written from there on into quotes.</summary>
    public void QuoteFrom(int start)
    {
        if (!Ensure(2)) return;
        _bytes.AsSpan(start, Length - start).CopyTo(_bytes.AsSpan(start + 1));
        _bytes[start] = (byte)'"';
        _bytes[Length + 1] = (byte)'"';
        Length += 2;
    }

    private void Escape(byte one)
    {
        if (!Ensure(EscapedBytesMax)) return;
        var target = _bytes.AsSpan(Length);
        target[0] = (byte)'\\';
        target[1] = one switch
        {
            (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', (byte)'\b' => (byte)'b', (byte)'\f' => (byte)'f',
            (byte)'"' or (byte)'\\' => one,
            _ => (byte)'u',
        };
        Length += 2;
        if (target[1] != 'u') return;
        Utf8Formatter.TryFormat((uint)one, target[2..], out _, new('X', 4));
        Length += 4;
    }

    private bool Ensure(int bytes)
    {
        if (IsTooLong || bytes > lineBytesMax - Length)
        {
            IsTooLong = true;
            return false;
        }
        if (bytes <= _bytes.Length - Length) return true;
        var size = (int)Math.Min(Math.Max((long)Length + bytes, 2L * _bytes.Length), Array.MaxLength);
        Array.Resize(ref _bytes, size);
        return true;
    }
}
