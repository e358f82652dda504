using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.StoredPriceMapSurrogate)]
internal struct StoredPriceMapSurrogate
{
    [Id(0)] public string Version;
    [Id(1)] public string Digest;
    [Id(2)] public DateTimeOffset KnownSince;
    [Id(3)] public ReadOnlyMemory<byte> Content;
}

[RegisterConverter]
internal sealed class StoredPriceMapConverter : IConverter<StoredPriceMap, StoredPriceMapSurrogate>
{
    public StoredPriceMap ConvertFromSurrogate(in StoredPriceMapSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { Version.Length: > 0, Digest.Length: > 0 }, "a cost map has no version or no digest");
        return new(surrogate.Version, surrogate.Digest, surrogate.KnownSince, surrogate.Content);
    }

    public StoredPriceMapSurrogate ConvertToSurrogate(in StoredPriceMap value) => new()
    {
        Version = value.Version,
        Digest = value.Digest,
        KnownSince = value.KnownSince,
        Content = value.Content,
    };
}
