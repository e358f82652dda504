using System.Runtime.InteropServices;
using Accounting.Core.Ledger;

namespace Accounting.LogReading.Compression;

/// <summary>Decodes zstd (RFC 8878), all frames, with the system's libzstd.</summary>
internal sealed unsafe class ZstdSource : ByteSource
{
    private readonly ByteSource _stored;
    private readonly byte[] _input = new byte[Limits.SniffBytes];
    private ZstdLibrary.Context _context;
    private int _start;
    private int _end;
    private bool _insideFrame;

    /// <exception cref="MissingLibraryException">libzstd is not installed.</exception>
    public ZstdSource(ByteSource stored)
    {
        _stored = stored;
        _context = ZstdLibrary.Create();
        ZstdLibrary.SetParameter(_context, ZstdLibrary.WindowLogMaxParameter, Limits.ZstdWindowLogMax);
    }

    public override int Read(Span<byte> destination)
    {
        while (true)
        {
            // A frame's last bytes may still wait inside the decoder when all its input is taken: ask before more is read.
            var written = Decode(destination);
            if (written > 0) return written;
            if (_start < _end) continue;
            _start = 0;
            _end = _stored.Read(_input);
            if (_end > 0) continue;
            if (_insideFrame)
                throw new DamagedInputException(RejectReasons.TruncatedInput, "its zstd data ends early: the end of the file is missing");
            return 0;
        }
    }

    public override void Dispose()
    {
        ZstdLibrary.Free(_context);
        _context = default;
        _stored.Dispose();
    }

    private int Decode(Span<byte> destination)
    {
        if (!_insideFrame && _start == _end) return 0;
        fixed (byte* source = &MemoryMarshal.GetArrayDataReference(_input), target = destination)
        {
            var from = new ZstdLibrary.Buffer(source, (nuint)_end, (nuint)_start);
            var to = new ZstdLibrary.Buffer(target, (nuint)destination.Length, 0);
            var result = ZstdLibrary.Decompress(_context, &to, &from);
            if (ZstdLibrary.IsError(result))
                throw new DamagedInputException(
                    RejectReasons.CorruptInput, $"its zstd data cannot be decoded (libzstd: {ZstdLibrary.ErrorName(result)})");
            _start = (int)from.Position;
            _insideFrame = result != 0;
            return (int)to.Position;
        }
    }
}
