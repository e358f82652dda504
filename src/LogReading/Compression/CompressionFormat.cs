namespace Accounting.LogReading.Compression;

/// <summary>How an input's bytes are packed.</summary>
public enum CompressionFormat
{
    None = 0,
    /// <summary>RFC 1952, one member or several.</summary>
    Gzip = 1,
    /// <summary>RFC 8878, one frame or several.</summary>
    Zstandard = 2,
    /// <summary>RFC 7932.</summary>
    Brotli = 3,
}
