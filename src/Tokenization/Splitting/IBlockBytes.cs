namespace Accounting.Tokenization.Splitting;

/// <summary>64 bytes in vectors of one width; bit i of each answer is that of byte i.</summary>
internal unsafe interface IBlockBytes<TSelf> where TSelf : struct, IBlockBytes<TSelf>
{
    /// <param name="bytes">The first of 64 readable bytes.</param>
    static abstract TSelf Load(byte* bytes);

    /// <summary>The bytes from 0x80 on.</summary>
    ulong NonAscii { get; }

    ulong Equal(byte value);

    /// <summary>The bytes from one value to another.</summary>
    ulong InRange(byte first, byte last);

    /// <summary>The bytes that are from one lower-case letter to another, in any case.</summary>
    ulong InRangeOfAnyCase(byte first, byte last);
}
