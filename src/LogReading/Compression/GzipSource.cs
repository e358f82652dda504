using System.IO.Compression;
using Accounting.Core.Ledger;

namespace Accounting.LogReading.Compression;

/// <summary>
/// Decodes gzip, all members. The base library checks each member's CRC and length but takes a stream that ends early, or goes on with
/// other bytes, as
/// whole. So the stored bytes are followed by one zero byte: a decoder whose last member is complete leaves it untouched, a decoder that
/// still wants
/// data takes it and asks for more, and one that never came to it stopped at bytes that are no member.
/// </summary>
internal sealed class GzipSource : ByteSource
{
    private readonly Feed _feed;
    private readonly GZipStream _gzip;

    public GzipSource(ByteSource stored)
    {
        _feed = new(stored);
        _gzip = new(_feed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> destination)
    {
        int count;
        try
        {
            count = _gzip.Read(destination);
        }
        catch (InvalidDataException exception)
        {
            throw _feed.MarkerTaken
                ? Truncated()
                : new DamagedInputException(
                    RejectReasons.CorruptInput, "its gzip data is damaged (an invalid block, or a wrong checksum)", exception);
        }
        if (count > 0) return _feed.MarkerTaken ? throw Truncated() : count;
        if (_feed.AskedAfterMarker) throw Truncated();
        if (!_feed.MarkerTaken)
            throw new DamagedInputException(RejectReasons.CorruptInput, "bytes follow its last gzip member that are no gzip data");
        return 0;
    }

    public override void Dispose()
    {
        _gzip.Dispose();
        _feed.Dispose();
    }

    private static DamagedInputException Truncated() =>
        new(RejectReasons.TruncatedInput, "its gzip data ends early: the end of the file is missing");

    /// <summary>The stored bytes and the marker as the stream that the decoder wants.</summary>
    private sealed class Feed(ByteSource stored) : Stream
    {
        public bool MarkerTaken { get; private set; }
        public bool AskedAfterMarker { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (MarkerTaken)
            {
                AskedAfterMarker = true;
                return 0;
            }
            var count = stored.Read(buffer);
            if (count > 0 || buffer.IsEmpty) return count;
            MarkerTaken = true;
            buffer[0] = 0;
            return 1;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) stored.Dispose();
            base.Dispose(disposing);
        }
    }
}
