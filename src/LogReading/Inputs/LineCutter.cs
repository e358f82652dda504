using System.Globalization;
using Accounting.Core.Ledger;
using Accounting.LogReading.Compression;

namespace Accounting.LogReading.Inputs;

/// <summary>
/// Cuts decoded bytes into chunks of whole lines. A chunk ends with the last line that ends within <see cref="ChunkOptions.ChunkBytes"/>
/// of its start, or with its first line if that is longer, or with its line number <see cref="ChunkOptions.LinesMax"/>; so where chunks
/// end follows from the content and the chunk size alone, from wherever reading begins. A line beyond the limit is a chunk of its own, without its bytes.
/// </summary>
internal sealed class LineCutter(ByteSource source, InputPosition start, ChunkOptions options, bool isSession = false) : IDisposable
{
    private const byte LineFeed = (byte)'\n';

    private InputPosition _position = start;
    private byte[] _buffer = options.Pool.Rent(options.ChunkBytes + 1);
    private int _filled;
    private bool _ended;
    private DamagedInputException? _damage;

    /// <summary>The next piece, or null behind the last one, which says <see cref="Piece.EndOfInput"/>.</summary>
    public Piece? Next(CancellationToken cancellationToken)
    {
        if (_buffer.Length == 0) return null;
        if (isSession) return NextWhole(cancellationToken);
        FillTo(options.ChunkBytes + 1, cancellationToken);
        var cut = _buffer.AsSpan(0, Math.Min(_filled, options.ChunkBytes)).LastIndexOf(LineFeed) + 1;
        if (_ended && _damage is null && _filled <= options.ChunkBytes) cut = _filled;
        if (cut == 0)
        {
            var end = FirstLineEnd(cancellationToken);
            if (end is null) return SkipLine(cancellationToken);
            cut = end.Value;
            if (cut == _buffer.Length) Grow();
            FillTo(cut + 1, cancellationToken);
        }
        return TakeLines(EndOfLines(cut));
    }

    // A session is one piece: its records lean on each other.
    private Piece NextWhole(CancellationToken cancellationToken)
    {
        while (!_ended && _filled <= options.LineBytesMax)
        {
            if (_filled == _buffer.Length) Grow();
            FillTo(_buffer.Length, cancellationToken);
        }
        if (!_ended || _buffer.AsSpan(0, _filled).Count(LineFeed) > Limits.SessionLinesMax) return TooLongSession();
        return TakeLines(_damage is null ? _filled : _buffer.AsSpan(0, _filled).LastIndexOf(LineFeed) + 1);
    }

    private Piece TooLongSession()
    {
        var from = _position;
        var message = FormattableString.Invariant($"The session has more than {options.LineBytesMax} bytes or {Limits.SessionLinesMax} lines, and is read as one. ")
            + "Leave out what reports nothing: grep -E '\"usage\"|token_count|turn_context|session_meta' FILE | accounting bill -";
        var raw = _buffer.AsSpan(0, Math.Min(_filled, QuarantinedRecord.RawBytesMax)).ToArray();
        _position = new(from.Offset + _filled, from.Row + 1);
        return End(from, [new(from.Row, from.Offset, RejectReasons.LineTooLong, message, raw, _filled)]);
    }

    // Empty lines cost no memory: they are not counted.
    private int EndOfLines(int cut)
    {
        var bytes = _buffer.AsSpan(0, cut);
        if (bytes.Count(LineFeed) <= options.LinesMax) return cut;
        var lines = 0;
        for (var start = 0; start < cut;)
        {
            var length = bytes[start..].IndexOf(LineFeed);
            if (length < 0) return cut;
            if (length > 0) lines++;
            start += length + 1;
            if (lines == options.LinesMax) return start;
        }
        return cut;
    }

    public void Dispose()
    {
        options.Pool.Return(_buffer);
        _buffer = [];
        source.Dispose();
    }

    // Where the first line ends, given that it is longer than a chunk; 0: only a damaged tail is left; null: it is longer than a line may
    // be.
    private int? FirstLineEnd(CancellationToken cancellationToken)
    {
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(scanned, _filled - scanned).IndexOf(LineFeed);
            if (found >= 0) return scanned + found <= options.LineBytesMax ? scanned + found + 1 : null;
            if (_filled > options.LineBytesMax) return null;
            if (_ended) return _damage is null ? _filled : 0;
            scanned = _filled;
            if (_filled == _buffer.Length) Grow();
            FillTo(_buffer.Length, cancellationToken);
        }
    }

    private Piece TakeLines(int cut)
    {
        var bytes = _buffer.AsMemory(0, cut);
        var lines = bytes.Span.Count(LineFeed) + (cut > 0 && bytes.Span[^1] != LineFeed ? 1 : 0);
        var from = _position;
        _position = new(from.Offset + cut, from.Row + lines);
        var owned = _buffer;
        var rest = _buffer.AsSpan(cut, _filled - cut);
        var last = _ended && !rest.Contains(LineFeed) && (rest.IsEmpty || _damage is not null);
        IReadOnlyList<QuarantinedRecord> rejected = last && _damage is not null ? [Damaged(rest, rest.Length)] : [];
        _buffer = last ? [] : options.Pool.Rent(Math.Max(options.ChunkBytes + 1, rest.Length));
        if (!last) rest.CopyTo(_buffer);
        _filled = last ? 0 : rest.Length;
        return new(from, _position, owned, cut, last, rejected);
    }

    // Reads on to the line's end and keeps only its beginning.
    private Piece SkipLine(CancellationToken cancellationToken)
    {
        var from = _position;
        var raw = _buffer.AsSpan(0, Math.Min(_filled, QuarantinedRecord.RawBytesMax)).ToArray();
        long length = 0;
        int found;
        while ((found = _buffer.AsSpan(0, _filled).IndexOf(LineFeed)) < 0)
        {
            length += _filled;
            _filled = 0;
            if (_ended) break;
            FillTo(_buffer.Length, cancellationToken);
        }
        if (found >= 0)
        {
            length += found;
            Shrink(found + 1);
            FillTo(1, cancellationToken);
        }
        var end = found >= 0 ? 1 : 0;
        var last = _ended && _filled == 0;
        var rejected = found < 0 && _damage is not null ? Damaged(raw, length) : TooLong(raw, length);
        _position = new(from.Offset + length + end, from.Row + 1);
        if (last && found >= 0 && _damage is not null) return End(from, [rejected, Damaged([], 0)]);
        return last ? End(from, [rejected]) : new(from, _position, [], 0, false, [rejected]);
    }

    private Piece End(InputPosition from, IReadOnlyList<QuarantinedRecord> rejected)
    {
        options.Pool.Return(_buffer);
        _buffer = [];
        return new(from, _position, [], 0, true, rejected);
    }

    private QuarantinedRecord Damaged(ReadOnlySpan<byte> raw, long length)
    {
        var offset = _position.Offset.ToString(CultureInfo.InvariantCulture);
        var message = $"The input cannot be read beyond byte {offset} of its decompressed data: {_damage!.Message}. "
            + $"The complete lines before it were read. {_damage.Advice}";
        raw = raw[..Math.Min(raw.Length, QuarantinedRecord.RawBytesMax)];
        return new(_position.Row, _position.Offset, _damage.Reason, message, raw.ToArray(), length);
    }

    private QuarantinedRecord TooLong(byte[] raw, long length)
    {
        var isArray = raw.AsSpan().TrimStart(" \t"u8) is [(byte)'[', ..];
        var message = FormattableString.Invariant($"The line has {length} bytes; a record may have at most {options.LineBytesMax}. ")
            + (isArray ? $"It looks like a JSON array: {InputShapes.ArrayAdvice}" : "Look whether line feeds are missing between records.");
        return new(_position.Row, _position.Offset, RejectReasons.LineTooLong, message, raw, length);
    }

    private void FillTo(int count, CancellationToken cancellationToken)
    {
        while (_filled < count && !_ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var read = source.Read(_buffer.AsSpan(_filled, count - _filled));
                _filled += read;
                _ended = read == 0;
            }
            catch (DamagedInputException damage)
            {
                _damage = damage;
                _ended = true;
            }
        }
    }

    private void Grow()
    {
        var bytes = (int)Math.Min(_buffer.Length * 4L, options.LineBytesMax + 2L);
        var larger = options.Pool.Rent(bytes);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        options.Pool.Return(_buffer);
        _buffer = larger;
    }

    // Drops the first bytes, and a buffer that was grown.
    private void Shrink(int dropped)
    {
        var rest = _buffer.AsSpan(dropped, _filled - dropped);
        var smaller = options.Pool.Rent(Math.Max(options.ChunkBytes + 1, rest.Length));
        rest.CopyTo(smaller);
        _filled = rest.Length;
        options.Pool.Return(_buffer);
        _buffer = smaller;
    }

    /// <summary>Whole lines and what was refused behind them.</summary>
    internal sealed record Piece(
        InputPosition Start, InputPosition Next, byte[] Buffer, int Length, bool EndOfInput, IReadOnlyList<QuarantinedRecord> Rejected);
}
