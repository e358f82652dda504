using Accounting.Core.Ledger;

namespace Accounting.LogReading.Compression;

/// <summary>Stops an archive that blows up: more than <see cref="Limits.DecompressionRatioMax"/> to 1 beyond the first 256 MiB.</summary>
internal sealed class RatioGuard(ByteSource decoded, RawSource stored) : ByteSource
{
    private long _produced;

    public override int Read(Span<byte> destination)
    {
        var count = decoded.Read(destination);
        _produced += count;
        if (_produced > Limits.DecompressedBytesUnchecked && _produced / Limits.DecompressionRatioMax > stored.Position)
            throw new DamagedInputException(
                RejectReasons.DecompressionLimit,
                FormattableString.Invariant($"it decompresses to more than {Limits.DecompressionRatioMax} times its size ")
                + FormattableString.Invariant($"({stored.Position} bytes gave {_produced} so far), ")
                + "as only an archive made to do harm does")
            {
                Advice = "If the file is right nevertheless, decompress it yourself and bill the result: gzip -dc FILE | accounting bill -",
            };
        return count;
    }

    public override void Dispose() => decoded.Dispose();
}
