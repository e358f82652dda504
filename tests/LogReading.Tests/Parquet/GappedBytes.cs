using Accounting.LogReading.Parquet;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>A file with many bytes behind its first mark that nobody reads.</summary>
internal sealed class GappedBytes(byte[] bytes, long gap) : StoredBytes
{
    private const int MarkBytes = 4;

    public override long Length => bytes.Length + gap;

    protected override void ReadInside(long offset, Span<byte> destination) =>
        bytes.AsSpan((int)(offset < MarkBytes ? offset : offset - gap), destination.Length).CopyTo(destination);
}
