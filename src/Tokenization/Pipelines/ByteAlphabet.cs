using System.Text;

namespace Accounting.Tokenization.Pipelines;

/// <summary>
/// The characters that stand for bytes in byte-level vocabularies, as GPT-2 chose them: printable Latin-1 stands for itself, the other
/// bytes in order for U+0100 and what follows.
/// </summary>
internal static class ByteAlphabet
{
    private const int OthersStart = 0x100;

    private static readonly char[] CharacterOf = Characters();
    private static readonly Dictionary<int, byte> ByteOf = CharacterOf.Select((character, value) => (character, value))
        .ToDictionary(pair => (int)pair.character, pair => (byte)pair.value);

    public static void Write(ReadOnlySpan<byte> bytes, Utf8Buffer output)
    {
        foreach (var value in bytes) output.Add(new Rune(CharacterOf[value]));
    }

    /// <summary>Turns characters back into bytes; false where one of them stands for none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, Utf8Buffer bytes)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (!ByteOf.TryGetValue(rune.Value, out var value)) return false;
            bytes.Add(value);
            text = text[length..];
        }
        return true;
    }

    private static char[] Characters()
    {
        var characters = new char[256];
        var others = OthersStart;
        for (var value = 0; value < characters.Length; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[value] = (char)(isPrintable ? value : others++);
        }
        return characters;
    }
}
