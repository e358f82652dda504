using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>Keys that decide whether a record is looked at closely: one pass over the record's own keys tells that none of them is there.
/// Immutable.</summary>
internal sealed class KeySet
{
    private const int LengthsMax = 64;

    private readonly byte[][] _keys;
    // By length and first byte: nearly every other key ends here.
    private readonly bool[] _mayBe = new bool[LengthsMax * 256];

    public KeySet(IEnumerable<string> keys)
    {
        _keys = [.. keys.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        foreach (var key in _keys) _mayBe[key.Length * 256 + key[0]] = true;
    }

    public static KeySet None { get; } = new([]);

    /// <summary>Whether an object has one of the keys. One that is written with escapes is not seen.</summary>
    public bool HasAny(JsonValue root)
    {
        if (_keys.Length == 0) return false;
        foreach (var (key, _) in root.Members)
        {
            var name = key.Raw;
            if (name.IsEmpty || name.Length >= LengthsMax || !_mayBe[name.Length * 256 + name[0]]) continue;
            foreach (var one in _keys)
                if (name.SequenceEqual(one)) return true;
        }
        return false;
    }
}
