using System.Buffers;
using System.IO.Compression;
using Accounting.Core.Ledger;

namespace Accounting.LogReading.Compression;

/// <summary>Decodes brotli; notices an early end and bytes behind the end, which <see cref="BrotliStream"/> does not.</summary>
internal sealed class BrotliSource(ByteSource stored) : ByteSource
{
    private readonly byte[] _input = new byte[Limits.SniffBytes];
    private int _start;
    private int _end;
    private bool _done;
    private BrotliDecoder _decoder;

    public override int Read(Span<byte> destination)
    {
        while (!_done)
        {
            var status = _decoder.Decompress(_input.AsSpan(_start, _end - _start), destination, out var consumed, out var written);
            _start += consumed;
            _done = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData)
                throw new DamagedInputException(RejectReasons.CorruptInput, "its brotli data is damaged");
            if (written > 0) return written;
            if (status == OperationStatus.NeedMoreData) Refill();
        }
        if (_start < _end || stored.Read(_input) > 0)
            throw new DamagedInputException(RejectReasons.CorruptInput, "bytes follow its brotli data");
        return 0;
    }

    public override void Dispose()
    {
        _decoder.Dispose();
        stored.Dispose();
    }

    private void Refill()
    {
        var left = _end - _start;
        _input.AsSpan(_start, left).CopyTo(_input);
        var count = stored.Read(_input.AsSpan(left));
        if (count == 0)
            throw new DamagedInputException(RejectReasons.TruncatedInput, "its brotli data ends early: the end of the file is missing");
        _start = 0;
        _end = left + count;
    }
}
