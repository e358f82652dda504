namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>The type of a column's values.</summary>
/// <param name="Physical">How they are stored.</param>
/// <param name="Length">Bytes of each where they are of a fixed length; else 0.</param>
/// <param name="Form">What they mean.</param>
/// <param name="Scale">Of decimals: digits behind the point. Of times: digits of a second (3, 6 or 9).</param>
/// <param name="IsUtc">Of timestamps: whether they are instants, not readings of some clock.</param>
internal readonly record struct LeafType(PhysicalType Physical, int Length, ValueForm Form, int Scale = 0, bool IsUtc = false);
