using System.Runtime.InteropServices;
using Accounting.LogReading.Parquet.Codecs;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Reads the pages of one column chunk: header, checksum, decompression. A page's bytes are valid until the next one is read. For one
/// thread.
/// </summary>
internal sealed class PageSource(ColumnBytes bytes, PageCodec codec, MemoryBudget budget) : IDisposable
{
    private const int HeaderBytesFirst = 512;

    private readonly PageDecoder _decoder = new(codec);
    private byte[] _decoded = [];
    private byte[] _dictionary = [];
    private int _pages;

    /// <summary>The header of the page read last.</summary>
    public PageHeader Header { get; private set; }

    /// <summary>The bytes of the page read last, decompressed. Of version 2 the values only.</summary>
    public ArraySegment<byte> Values { get; private set; }

    /// <summary>Levels of a page of version 2, which are not compressed.</summary>
    public ArraySegment<byte> RepetitionLevels { get; private set; }
    public ArraySegment<byte> DefinitionLevels { get; private set; }

    /// <summary>Reads the next page. The values of the dictionary, of which a column has one, stay.</summary>
    /// <exception cref="ParquetException">It is damaged, too large, or of a kind that is not supported.</exception>
    public void Next()
    {
        _pages++;
        ReadHeader();
        var header = Header;
        if (header.StoredBytes is < 0 or > ParquetLimits.PageBytesMax || header.DecodedBytes is < 0 or > ParquetLimits.PageBytesMax)
            throw Place(ParquetException.TooLarge(
                $"has {header.StoredBytes} bytes, decompressed {header.DecodedBytes}; at most {ParquetLimits.PageBytesMax} are read"));
        if (header.DecodedBytes > ParquetLimits.PageBytesUnchecked && header.DecodedBytes / Limits.DecompressionRatioMax > header.StoredBytes)
            throw Place(ParquetException.TooLarge(
                $"decompresses to more than {Limits.DecompressionRatioMax} times its {header.StoredBytes} bytes, as only one made to do harm does"));
        var stored = bytes.Peek(header.StoredBytes)[..header.StoredBytes];
        if (header.Crc is { } crc && unchecked((uint)crc) != Crc32.Of(stored.Span))
            throw Place(ParquetException.Damaged("does not have the bytes that its checksum was made of"));
        try
        {
            Decode(stored);
        }
        catch (ParquetException exception)
        {
            throw Place(exception);
        }
        bytes.Pass(header.StoredBytes);
        if (!ReferenceEquals(Values.Array, SegmentOf(stored).Array)) bytes.Shrink();
    }

    public void Dispose()
    {
        _decoder.Dispose();
        bytes.Dispose();
        budget.Return(ref _decoded);
        budget.Return(ref _dictionary);
    }

    private ParquetException Place(ParquetException exception) => exception.At($"page {_pages}");

    private void ReadHeader()
    {
        for (var size = HeaderBytesFirst; ; size *= 4)
        {
            var window = bytes.Peek((int)Math.Min(size, bytes.Left));
            var reader = new CompactReader(window.Span);
            try
            {
                Header = PageHeader.Read(ref reader);
                bytes.Pass(reader.Position);
                return;
            }
            catch (ParquetException exception)
            {
                // The header is longer than what was looked at.
                if (!reader.RanOut || window.Length >= bytes.Left || size >= ParquetLimits.PageHeaderBytesMax) throw Place(exception.At("its header"));
            }
        }
    }

    private void Decode(ReadOnlyMemory<byte> stored)
    {
        RepetitionLevels = DefinitionLevels = ArraySegment<byte>.Empty;
        switch (Header.Kind)
        {
            case PageKind.Data2:
                DecodeVersion2(stored);
                break;
            case PageKind.Data or PageKind.Dictionary:
                Values = Decompressed(stored, Header.DecodedBytes, isCompressed: true, 0);
                break;
            case PageKind.Index:
                break;
            default:
                throw ParquetException.Unsupported($"is of the unknown kind {(int)Header.Kind}");
        }
    }

    private void DecodeVersion2(ReadOnlyMemory<byte> stored)
    {
        var (repetition, definition) = (Header.RepetitionBytes, Header.DefinitionBytes);
        if (repetition < 0 || definition < 0 || repetition > stored.Length - definition || repetition > Header.DecodedBytes - definition)
            throw ParquetException.Damaged("has levels that are longer than itself");
        var levels = repetition + definition;
        var values = stored[levels..];
        // Both in one buffer: the window that the levels stand in may move when the next page is looked for.
        var decoded = Decompressed(values, Header.DecodedBytes - levels, Header.IsCompressed, levels);
        stored.Span[..levels].CopyTo(_decoded);
        RepetitionLevels = new(_decoded, 0, repetition);
        DefinitionLevels = new(_decoded, repetition, definition);
        Values = decoded;
    }

    private ArraySegment<byte> Decompressed(ReadOnlyMemory<byte> stored, int size, bool isCompressed, int offset)
    {
        var isPlain = codec == PageCodec.Uncompressed || !isCompressed;
        if (isPlain && stored.Length != size) throw ParquetException.Damaged("is not compressed, and has another length than its header says");
        // What stands in the window stays there until the next page is asked for.
        if (isPlain && Header.Kind == PageKind.Data) return SegmentOf(stored);
        // A dictionary is kept while the pages after it are decoded.
        ref var buffer = ref Header.Kind == PageKind.Dictionary ? ref _dictionary : ref _decoded;
        budget.Ensure(ref buffer, size + offset);
        var decoded = new ArraySegment<byte>(buffer, offset, size);
        if (isPlain) stored.Span.CopyTo(decoded);
        // Some writers store nothing at all for no values.
        else if (stored.Length > 0 || size > 0) _decoder.Decode(stored, decoded);
        return decoded;
    }

    // The window is an array always.
    private static ArraySegment<byte> SegmentOf(ReadOnlyMemory<byte> stored) => MemoryMarshal.TryGetArray(stored, out var segment) ? segment : [];
}
