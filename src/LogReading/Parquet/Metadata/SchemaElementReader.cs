namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>Reads one element of a footer's schema.</summary>
internal static class SchemaElementReader
{
    public static SchemaElement Read(ref CompactReader reader)
    {
        var element = new SchemaElement();
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Int32): element.Type = TypeOf(reader.Int32()); break;
                case (2, CompactType.Int32): element.TypeLength = reader.Int32(); break;
                case (3, CompactType.Int32): ReadRepetition(element, reader.Int32()); break;
                case (4, CompactType.Binary): element.Name = reader.Text(); break;
                case (5, CompactType.Int32): element.ChildCount = reader.Int32(); break;
                case (6, CompactType.Int32): element.Converted = reader.Int32(); break;
                case (7, CompactType.Int32): element.Scale = reader.Int32(); break;
                case (10, CompactType.Struct): ReadLogical(ref reader, element); break;
                default: reader.Skip(type); break;
            }
        }
        reader.EndStruct(outer);
        return element;
    }

    private static PhysicalType TypeOf(int type) =>
        type is >= 0 and <= (int)PhysicalType.FixedLengthByteArray ? (PhysicalType)type : throw ParquetException.Unsupported($"a column has the unknown type {type}");

    private static void ReadRepetition(SchemaElement element, int repetition)
    {
        element.IsOptional = repetition == 1;
        element.IsRepeated = repetition == 2;
        if (repetition is < 0 or > 2) throw ParquetException.Damaged($"a column has the unknown repetition {repetition}");
    }

    // The union's one field is a structure, which tells more about decimals, times and integers.
    private static void ReadLogical(ref CompactReader reader, SchemaElement element)
    {
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            element.Logical = field;
            if (type != CompactType.Struct) reader.Skip(type);
            else ReadDetails(ref reader, element);
        }
        reader.EndStruct(outer);
    }

    private static void ReadDetails(ref CompactReader reader, SchemaElement element)
    {
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            switch (element.Logical, field, type)
            {
                case (LogicalTypes.Decimal, 1, CompactType.Int32): element.Scale = reader.Int32(); break;
                case (LogicalTypes.Time or LogicalTypes.Timestamp, 1, CompactType.True or CompactType.False): element.IsUtc = CompactReader.Bool(type); break;
                case (LogicalTypes.Time or LogicalTypes.Timestamp, 2, CompactType.Struct): element.TimeUnit = ReadUnit(ref reader); break;
                case (LogicalTypes.Integer, 2, CompactType.True or CompactType.False): element.IsSigned = CompactReader.Bool(type); break;
                default: reader.Skip(type); break;
            }
        }
        reader.EndStruct(outer);
    }

    private static int ReadUnit(ref CompactReader reader)
    {
        var unit = 0;
        var outer = reader.BeginStruct();
        while (reader.NextField(out var field, out var type))
        {
            unit = field;
            reader.Skip(type);
        }
        reader.EndStruct(outer);
        return unit;
    }
}
