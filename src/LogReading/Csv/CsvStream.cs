using Accounting.LogReading.Compression;

namespace Accounting.LogReading.Csv;

/// <summary>Decoded bytes as a stream. A damaged place ends it: what it was is told apart, behind the rows before it.</summary>
internal sealed class CsvStream(ByteSource source) : Stream
{
    /// <summary>Why the stream ended early; null: it did not.</summary>
    public DamagedInputException? Damage { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (Damage is not null) return 0;
        try
        {
            return source.Read(buffer);
        }
        catch (DamagedInputException damage)
        {
            Damage = damage;
            return 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
