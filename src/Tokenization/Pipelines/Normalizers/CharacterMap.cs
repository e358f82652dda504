using System.Buffers.Binary;
using System.Text.Unicode;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>
/// SentencePiece's compiled character map: a double-array trie of sequences (its units as in darts-clone), and after it what they become,
/// each ended by a zero byte. Checked when it is read; a damaged trie only fails to match.
/// </summary>
internal sealed class CharacterMap
{
    private const int UnitBytes = 4;

    private readonly uint[] _units;
    private readonly byte[] _texts;

    /// <exception cref="InvalidDataException">It is no character map.</exception>
    public CharacterMap(ReadOnlySpan<byte> map)
    {
        if (map.Length < UnitBytes) throw new InvalidDataException("The compiled character map ends within its head.");
        var trieBytes = BinaryPrimitives.ReadUInt32LittleEndian(map);
        map = map[UnitBytes..];
        if (trieBytes > map.Length || trieBytes % UnitBytes != 0)
            throw new InvalidDataException($"The compiled character map says that its trie has {trieBytes} bytes, and holds {map.Length}.");
        _units = new uint[trieBytes / UnitBytes];
        for (var i = 0; i < _units.Length; i++) _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map[(UnitBytes * i)..]);
        _texts = map[(int)trieBytes..].ToArray();
        if (!Utf8.IsValid(_texts)) throw new InvalidDataException("The compiled character map holds texts that are no UTF-8.");
    }

    /// <summary>What the shortest sequence that a text starts with becomes; false where there is none.</summary>
    public bool TryFindShortest(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement) =>
        TryFind(text, shortest: true, out replacement, out _);

    /// <summary>What the longest sequence that a text starts with becomes, and its length.</summary>
    public bool TryFindLongest(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement, out int length) =>
        TryFind(text, shortest: false, out replacement, out length);

    private bool TryFind(ReadOnlySpan<byte> text, bool shortest, out ReadOnlySpan<byte> replacement, out int length)
    {
        replacement = default;
        length = 0;
        if (_units.Length == 0) return false;
        var node = Offset(_units[0]);
        for (var i = 0; i < text.Length && text[i] != 0; i++)
        {
            node ^= text[i];
            if (node >= _units.Length || Label(_units[node]) != text[i]) break;
            var unit = _units[node];
            node ^= Offset(unit);
            if (node >= _units.Length) break;
            if (!HasLeaf(unit)) continue;
            var start = _units[node] & 0x7FFFFFFF;
            if (start > _texts.Length) break;
            var rest = _texts.AsSpan((int)start);
            replacement = rest[..(rest.IndexOf((byte)0) is var end and >= 0 ? end : rest.Length)];
            length = i + 1;
            if (shortest) break;
        }
        return length > 0;
    }

    private static bool HasLeaf(uint unit) => ((unit >> 8) & 1) == 1;

    private static uint Label(uint unit) => unit & 0x800000FF;

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
