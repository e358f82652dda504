using System.Buffers.Binary;
using System.IO.Compression;

namespace Accounting.TestKit.Parquet;

/// <summary>
/// Writes Parquet files for tests, of our own making, so that each test says what is in them: PLAIN or dictionary, pages of version 1 or 2, plain or gzip, with or without checksums.
/// </summary>
public sealed class TableWriter(Action<CompactWriter>[] schema)
{
    private readonly List<byte> _file = [];
    private readonly List<(int Start, int Length)> _pages = [];
    private readonly List<(Action<CompactWriter>[] Columns, int Rows)> _rowGroups = [];

    public int Version { get; init; } = 1;
    public bool Gzip { get; init; }
    public bool Checksums { get; init; } = true;
    public bool Dictionary { get; init; }
    public int PageValues { get; init; } = 100;
    public int Codec { get; init; } = -1;
    public int Encoding { get; init; } = -1;

    /// <summary>Bytes that the file claims to have behind its first mark, and that are not written.</summary>
    public long Gap { get; init; }

    /// <summary>Where the bytes of each page stand, without its header.</summary>
    public IReadOnlyList<(int Start, int Length)> Pages => _pages;

    /// <summary>A field of the schema. <paramref name="repetition"/>: 0 required, 1 optional, 2 repeated.</summary>
    public static Action<CompactWriter> Field(string name, int repetition, int? physical = null, int children = 0, int? converted = null) => to =>
    {
        if (physical is { } type) to.Int(1, type);
        to.Int(3, repetition).Text(4, name);
        if (children > 0) to.Int(5, children);
        if (converted is { } form) to.Int(6, form);
    };

    public void Add(int rows, params TableColumn[] columns)
    {
        if (_file.Count == 0) _file.AddRange("PAR1"u8);
        _rowGroups.Add(([.. columns.Select(Write)], rows));
    }

    public byte[] ToArray()
    {
        if (_file.Count == 0) _file.AddRange("PAR1"u8);
        var footer = new CompactWriter().Int(1, 1).Structs(2, schema).Long(3, _rowGroups.Sum(group => group.Rows))
            .Structs(4, [.. _rowGroups.Select(group => (Action<CompactWriter>)(to => to.Structs(1, group.Columns).Long(2, 1).Long(3, group.Rows)))]).Stop().ToArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. _file, .. footer, .. length, .. "PAR1"u8];
    }

    private Action<CompactWriter> Write(TableColumn column)
    {
        var start = _file.Count + Gap;
        var distinct = column.Values.DistinctBy(Convert.ToHexString).ToList();
        if (Dictionary) WritePage(Join(distinct), to => to.Int(1, distinct.Count).Int(2, 0), kind: 2, headerField: 7);
        var data = _file.Count + Gap;
        var (at, value) = (0, 0);
        while (at < column.Definitions.Count)
        {
            var count = Math.Min(PageValues, column.Definitions.Count - at);
            var present = column.Definitions.Skip(at).Take(count).Count(level => level == column.DefinitionMax);
            WriteData(column, distinct, at, count, value, present);
            (at, value) = (at + count, value + present);
        }
        var end = _file.Count + Gap;
        return to => to.Long(2, start).Struct(3, meta =>
        {
            meta.Int(1, column.Physical).Ints(2, 0, 3).Texts(3, column.Path).Int(4, Codec >= 0 ? Codec : Gzip ? 2 : 0).Long(5, column.Definitions.Count)
                .Long(6, end - start).Long(7, end - start).Long(9, data);
            if (Dictionary) meta.Long(11, start);
            meta.Struct(12, statistics => statistics.Long(3, column.Definitions.Count(level => level < column.DefinitionMax)));
        });
    }

    private void WriteData(TableColumn column, List<byte[]> distinct, int at, int count, int value, int present)
    {
        var values = column.Values.Skip(value).Take(present);
        var indices = values.Select(bytes => distinct.FindIndex(other => other.AsSpan().SequenceEqual(bytes)));
        var body = Dictionary ? [32, .. Runs([.. indices], 4)] : Join(values);
        var repetition = column.RepetitionMax > 0 ? Runs([.. column.Repetitions.Skip(at).Take(count)], 1) : [];
        var definition = column.DefinitionMax > 0 ? Runs([.. column.Definitions.Skip(at).Take(count)], 1) : [];
        var encoding = Encoding >= 0 ? Encoding : Dictionary ? 8 : 0;
        if (Version == 2)
            WritePage(body, to => to.Int(1, count).Int(2, count - present).Int(3, count).Int(4, encoding).Int(5, definition.Length).Int(6, repetition.Length).Bool(7, Gzip),
                kind: 3, headerField: 8, [.. repetition, .. definition]);
        else
            WritePage([.. Sized(repetition), .. Sized(definition), .. body], to => to.Int(1, count).Int(2, encoding).Int(3, 3).Int(4, 3), kind: 0, headerField: 5);
    }

    private void WritePage(byte[] body, Action<CompactWriter> header, int kind, int headerField, byte[]? levels = null)
    {
        levels ??= [];
        byte[] stored = [.. levels, .. Gzip ? Packed(body) : body];
        var head = new CompactWriter().Int(1, kind).Int(2, levels.Length + body.Length).Int(3, stored.Length);
        if (Checksums) head.Int(4, unchecked((int)Checksum(stored)));
        _file.AddRange(head.Struct(headerField, header).Stop().ToArray());
        _pages.Add((_file.Count, stored.Length));
        _file.AddRange(stored);
    }

    // CRC-32 a bit at a time: as the definition says it.
    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
        }
        return ~crc;
    }

    // Each number as a run of its own or together with its equals.
    private static byte[] Runs(int[] numbers, int bytesOfNumber)
    {
        var runs = new MemoryStream();
        for (var i = 0; i < numbers.Length;)
        {
            var length = numbers.Skip(i).TakeWhile(number => number == numbers[i]).Count();
            for (var head = length << 1; ; head >>= 7)
            {
                runs.WriteByte((byte)(head & 0x7f | (head >= 0x80 ? 0x80 : 0)));
                if (head < 0x80) break;
            }
            for (var k = 0; k < bytesOfNumber; k++) runs.WriteByte((byte)(numbers[i] >> (8 * k) & 0xff));
            i += length;
        }
        return runs.ToArray();
    }

    private static byte[] Sized(byte[] runs)
    {
        if (runs.Length == 0) return runs;
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, runs.Length);
        return [.. size, .. runs];
    }

    private static byte[] Join(IEnumerable<byte[]> values) => [.. values.SelectMany(value => value)];

    private static byte[] Packed(byte[] body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(body);
        return packed.ToArray();
    }
}
