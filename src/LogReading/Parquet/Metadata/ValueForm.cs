namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>What the bytes of a value mean.</summary>
internal enum ValueForm
{
    /// <summary>Bytes without a meaning: text where they are UTF-8.</summary>
    Binary = 0,
    Boolean,
    SignedInteger,
    UnsignedInteger,
    Half,
    Single,
    Double,
    Decimal,
    /// <summary>Days since 1970.</summary>
    Date,
    TimeOfDay,
    Timestamp,
    /// <summary>Nanoseconds in the day and a Julian day: the timestamps of old writers.</summary>
    Int96Timestamp,
    Text,
    Json,
    Uuid,
    /// <summary>Months, days and milliseconds.</summary>
    Interval,
    /// <summary>Always null.</summary>
    Nothing,
}
