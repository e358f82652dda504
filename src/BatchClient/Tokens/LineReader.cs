using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Tokens;

/// <summary>
/// Reads lines as bytes, without their ends (LF or CRLF) and without a byte order mark. A line feed at the end of the input ends the last
/// line, it begins none.
/// </summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>256 MiB: a line is held in memory whole.</summary>
    public const int LineBytesMax = 256 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line; valid until the next call. False at the end.</summary>
    /// <exception cref="UserException">The line is longer than <see cref="LineBytesMax"/>.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0) return Take(searched + feed, 1, out line);
            searched = _end - _start;
            if (_isAtEnd)
            {
                line = default;
                return searched > 0 && Take(searched, 0, out line);
            }
            Fill();
        }
    }

    private bool Take(int length, int end, out ReadOnlyMemory<byte> line)
    {
        line = _buffer.AsMemory(_start, length);
        _start += length + end;
        Number++;
        if (Number == 1 && line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        if (line.Span.EndsWith((byte)'\r')) line = line[..^1];
        return true;
    }

    private void Fill()
    {
        if (_end - _start > LineBytesMax)
            throw new UserException(
                $"Line {Number + 1} is longer than {LineBytesMax >> 20} MiB. Expected JSON lines; is it another kind of file?");
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }
}
