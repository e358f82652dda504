namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>One element of a schema as it stands in the footer (parquet.thrift, SchemaElement).</summary>
internal sealed class SchemaElement
{
    public string Name { get; set; } = "";
    public PhysicalType? Type { get; set; }
    public int TypeLength { get; set; }
    public bool IsOptional { get; set; }
    public bool IsRepeated { get; set; }
    public int ChildCount { get; set; }
    /// <summary>ConvertedType, or -1.</summary>
    public int Converted { get; set; } = -1;
    /// <summary>The field of the union LogicalType that is set, or 0.</summary>
    public int Logical { get; set; }
    public int Scale { get; set; }
    /// <summary>Of a logical time: 1 milliseconds, 2 microseconds, 3 nanoseconds.</summary>
    public int TimeUnit { get; set; }
    public bool IsUtc { get; set; }
    public bool IsSigned { get; set; } = true;
}
