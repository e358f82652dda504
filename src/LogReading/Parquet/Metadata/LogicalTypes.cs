namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>
/// Numbers of the union LogicalType and of the older enumeration ConvertedType (parquet.thrift), and what they make of a stored type.
/// </summary>
internal static class LogicalTypes
{
    public const int Map = 2;
    public const int List = 3;
    public const int Decimal = 5;
    public const int Time = 7;
    public const int Timestamp = 8;
    public const int Integer = 10;
    public const int Variant = 16;

    private const int ConvertedMap = 1;
    private const int ConvertedMapKeyValue = 2;
    private const int ConvertedList = 3;

    public static bool IsList(SchemaElement element) => element.Logical == List || element.Converted == ConvertedList;

    public static bool IsMap(SchemaElement element) => element.Logical == Map || element.Converted is ConvertedMap or ConvertedMapKeyValue;

    /// <summary>The type of a leaf. What is not known, or does not go with how it is stored, is read as stored.</summary>
    public static LeafType Of(SchemaElement element)
    {
        var physical = element.Type!.Value;
        var length = LengthOf(physical, element);
        var stored = new LeafType(physical, length, FormOf(physical));
        return physical switch
        {
            PhysicalType.Int32 or PhysicalType.Int64 => IntegerOf(element, stored),
            PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray => BytesOf(element, stored),
            _ => stored,
        };
    }

    private static int LengthOf(PhysicalType physical, SchemaElement element)
    {
        if (physical != PhysicalType.FixedLengthByteArray)
            return physical switch { PhysicalType.Boolean => 1, PhysicalType.Int32 or PhysicalType.Float => 4, PhysicalType.Int96 => 12, PhysicalType.ByteArray => 0, _ => 8 };
        return element.TypeLength is > 0 and <= ParquetLimits.PageBytesMax
            ? element.TypeLength
            : throw ParquetException.Damaged($"column {element.Name} has values of {element.TypeLength} bytes");
    }

    private static ValueForm FormOf(PhysicalType physical) => physical switch
    {
        PhysicalType.Boolean => ValueForm.Boolean,
        PhysicalType.Int32 or PhysicalType.Int64 => ValueForm.SignedInteger,
        PhysicalType.Int96 => ValueForm.Int96Timestamp,
        PhysicalType.Float => ValueForm.Single,
        PhysicalType.Double => ValueForm.Double,
        _ => ValueForm.Binary,
    };

    private static LeafType IntegerOf(SchemaElement element, LeafType stored) => (element.Logical, element.Converted) switch
    {
        (Decimal, _) or (0, 5) => DecimalOf(element, stored),
        (6, _) or (0, 6) => stored with { Form = ValueForm.Date },
        (Time, _) => stored with { Form = ValueForm.TimeOfDay, Scale = 3 * element.TimeUnit },
        (0, 7) => stored with { Form = ValueForm.TimeOfDay, Scale = 3 },
        (0, 8) => stored with { Form = ValueForm.TimeOfDay, Scale = 6 },
        (Timestamp, _) => stored with { Form = ValueForm.Timestamp, Scale = 3 * element.TimeUnit, IsUtc = element.IsUtc },
        (0, 9) => stored with { Form = ValueForm.Timestamp, Scale = 3, IsUtc = true },
        (0, 10) => stored with { Form = ValueForm.Timestamp, Scale = 6, IsUtc = true },
        (Integer, _) when !element.IsSigned => stored with { Form = ValueForm.UnsignedInteger },
        (0, >= 11 and <= 14) => stored with { Form = ValueForm.UnsignedInteger },
        (11, _) => stored with { Form = ValueForm.Nothing },
        _ => stored,
    };

    private static LeafType BytesOf(SchemaElement element, LeafType stored) => (element.Logical, element.Converted) switch
    {
        (1 or 4, _) or (0, 0 or 4) => stored with { Form = ValueForm.Text },
        (12, _) or (0, 19) => stored with { Form = ValueForm.Json },
        (Decimal, _) or (0, 5) => DecimalOf(element, stored),
        (14, _) when stored.Length == 16 => stored with { Form = ValueForm.Uuid },
        (15, _) when stored.Length == 2 => stored with { Form = ValueForm.Half },
        (0, 21) when stored.Length == 12 => stored with { Form = ValueForm.Interval },
        (11, _) => stored with { Form = ValueForm.Nothing },
        _ => stored,
    };

    private static LeafType DecimalOf(SchemaElement element, LeafType stored) => element.Scale is >= 0 and <= 2 * ParquetLimits.DecimalBytesMax * 2
        ? stored with { Form = ValueForm.Decimal, Scale = element.Scale }
        : throw ParquetException.Damaged($"column {element.Name} has decimals with {element.Scale} digits behind the point");
}
