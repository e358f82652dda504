using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>The addresses that a reader has met, so that each is taken apart once. Not thread-safe.</summary>
internal sealed class AddressTable
{
    private const int AddressBytesMax = 2048;
    private const int AddressesMax = 10_000;

    private readonly NameTable _names = new();
    private readonly Dictionary<Name, Address> _addresses = [];

    /// <summary>What an address tells, query left out; null where there is none.</summary>
    public Address? Find(JsonValue url)
    {
        var text = url.Utf8;
        var query = text.IndexOf((byte)'?');
        if (query >= 0) text = text[..query];
        if (text.IsEmpty || text.Length > AddressBytesMax) return null;
        if (_addresses.Count > AddressesMax)
        {
            _addresses.Clear();
            _names.Clear();
        }
        var name = _names.Get(text);
        if (_addresses.TryGetValue(name, out var address)) return address;
        return _addresses[name] = Address.Parse(name.Utf8);
    }
}
