namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>What stands before a page (parquet.thrift, PageHeader). Sizes are as written: the reader of pages checks them.</summary>
internal struct PageHeader
{
    public PageKind Kind { get; set; }
    public int DecodedBytes { get; set; }
    public int StoredBytes { get; set; }
    public int? Crc { get; set; }
    public int ValueCount { get; set; }
    public PageEncoding Encoding { get; set; }
    public PageEncoding DefinitionEncoding { get; set; }
    public PageEncoding RepetitionEncoding { get; set; }
    /// <summary>Version 2 only.</summary>
    public int DefinitionBytes { get; set; }
    /// <summary>Version 2 only.</summary>
    public int RepetitionBytes { get; set; }
    /// <summary>Version 2 only: whether its values are compressed.</summary>
    public bool IsCompressed { get; set; }

    /// <summary>Reads a header; what stands in it beside is passed over.</summary>
    public static PageHeader Read(ref CompactReader reader)
    {
        var header = new PageHeader { Kind = PageKind.Unknown, DecodedBytes = -1, StoredBytes = -1, ValueCount = -1, IsCompressed = true };
        header.Encoding = (PageEncoding)(-1);
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Int32): header.Kind = (PageKind)reader.Int32(); break;
                case (2, CompactType.Int32): header.DecodedBytes = reader.Int32(); break;
                case (3, CompactType.Int32): header.StoredBytes = reader.Int32(); break;
                case (4, CompactType.Int32): header.Crc = reader.Int32(); break;
                case (5, CompactType.Struct): header.ReadVersion1(ref reader); break;
                case (7, CompactType.Struct): header.ReadVersion1(ref reader); break;
                case (8, CompactType.Struct): header.ReadVersion2(ref reader); break;
                default: reader.Skip(type); break;
            }
        }
        reader.EndStruct(outer);
        return header;
    }

    // A dictionary's header begins as a data page's.
    private void ReadVersion1(ref CompactReader reader)
    {
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Int32): ValueCount = reader.Int32(); break;
                case (2, CompactType.Int32): Encoding = (PageEncoding)reader.Int32(); break;
                case (3, CompactType.Int32): DefinitionEncoding = (PageEncoding)reader.Int32(); break;
                case (4, CompactType.Int32): RepetitionEncoding = (PageEncoding)reader.Int32(); break;
                default: reader.Skip(type); break;
            }
        }
        reader.EndStruct(outer);
    }

    private void ReadVersion2(ref CompactReader reader)
    {
        DefinitionEncoding = RepetitionEncoding = PageEncoding.Rle;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Int32): ValueCount = reader.Int32(); break;
                case (4, CompactType.Int32): Encoding = (PageEncoding)reader.Int32(); break;
                case (5, CompactType.Int32): DefinitionBytes = reader.Int32(); break;
                case (6, CompactType.Int32): RepetitionBytes = reader.Int32(); break;
                case (7, CompactType.True or CompactType.False): IsCompressed = CompactReader.Bool(type); break;
                default: reader.Skip(type); break;
            }
        }
        reader.EndStruct(outer);
    }
}
