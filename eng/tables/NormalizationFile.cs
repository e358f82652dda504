using System.Globalization;
using System.Text.Json;

namespace MakeTables;

/// <summary>
/// What NFKC needs, brotli, numbers as 7 bits a byte (low first, high bit: more follows), each of the three lists after its length:
/// combining classes (code point as
/// difference to the last, class), full compatibility decompositions (difference, length, code points), compositions (difference of the
/// composed one, first, second).
/// Hangul syllables are left out: they follow from arithmetic.
/// </summary>
internal static class NormalizationFile
{
    public static void Write(string ucdFolder, string outputFolder)
    {
        var classes = new SortedDictionary<int, int>();
        var mappings = new SortedDictionary<int, (bool Canonical, int[] Codes)>();
        foreach (var row in Rows(ucdFolder, "UnicodeData"))
        {
            var code = Hex(row.GetProperty("codepoint").GetString()!);
            var combining = int.Parse(row.GetProperty("canonicalCombiningClass").GetString()!, CultureInfo.InvariantCulture);
            if (combining != 0) classes.Add(code, combining);
            if (!row.TryGetProperty("characterDecompositionMapping", out var mapping)) continue;
            var parts = mapping.GetString()!.Split(' ');
            var canonical = parts[0][0] != '<';
            mappings.Add(code, (canonical, parts.Skip(canonical ? 0 : 1).Select(Hex).ToArray()));
        }
        var excluded = Rows(ucdFolder, "CompositionExclusions").Select(row => Hex(row.GetString()!)).ToHashSet();
        var raw = new List<byte>();
        WriteList(raw, classes.Select(pair => (pair.Key, new[] { pair.Value })));
        WriteList(raw, mappings.Keys.Select(code => (code, WithLength(Full(code, mappings)))));
        var compositions = mappings.Where(pair => pair.Value.Canonical && IsComposition(pair.Key, pair.Value.Codes, classes, excluded));
        WriteList(raw, compositions.Select(pair => (pair.Key, pair.Value.Codes)));
        File.WriteAllBytes(Path.Combine(outputFolder, "nfkc.br"), Brotli.Compress([.. raw]));
        WriteCanonical(mappings, Path.Combine(outputFolder, "canonical.br"));
    }

    /// <summary>The full canonical decompositions, as the second list of the other file.</summary>
    private static void WriteCanonical(SortedDictionary<int, (bool Canonical, int[] Codes)> mappings, string path)
    {
        var canonical = new SortedDictionary<int, (bool Canonical, int[] Codes)>(
            mappings.Where(pair => pair.Value.Canonical).ToDictionary(pair => pair.Key, pair => pair.Value));
        var raw = new List<byte>();
        WriteList(raw, canonical.Keys.Select(code => (code, WithLength(Full(code, canonical)))));
        File.WriteAllBytes(path, Brotli.Compress([.. raw]));
    }

    // Composition leaves out the excluded ones, single mappings and those that do not start with a starter.
    private static bool IsComposition(int code, int[] codes, SortedDictionary<int, int> classes, HashSet<int> excluded) =>
        codes.Length == 2 && !excluded.Contains(code) && !classes.ContainsKey(code) && !classes.ContainsKey(codes[0]);

    private static int[] WithLength(int[] codes) => [codes.Length, .. codes];

    private static int[] Full(int code, SortedDictionary<int, (bool Canonical, int[] Codes)> mappings) =>
        mappings.TryGetValue(code, out var mapping) ? mapping.Codes.SelectMany(part => Full(part, mappings)).ToArray() : [code];

    private static void WriteList(List<byte> raw, IEnumerable<(int Code, int[] Values)> items)
    {
        var list = items.ToArray();
        WriteNumber(raw, list.Length);
        var last = 0;
        foreach (var (code, values) in list)
        {
            WriteNumber(raw, code - last);
            foreach (var value in values) WriteNumber(raw, value);
            last = code;
        }
    }

    private static void WriteNumber(List<byte> raw, int value)
    {
        for (; value >= 0x80; value >>= 7) raw.Add((byte)((value & 0x7F) | 0x80));
        raw.Add((byte)value);
    }

    private static JsonElement[] Rows(string folder, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
        return json.RootElement.GetProperty(name).EnumerateArray().Select(row => row.Clone()).ToArray();
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
