using Accounting.Tokenization.Data;

namespace Accounting.Tokenization.Normalization;

/// <summary>
/// Decompositions, compositions and combining classes of Unicode 16.0. The runtime's own normalization is no help: without ICU (invariant
/// globalization) it returns
/// text as it is. Immutable, loaded when first used.
/// </summary>
internal sealed class NormalizationTables
{
    /// <summary>The longest full compatibility decomposition (U+FDFA).</summary>
    public const int DecompositionMax = 18;

    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    private NormalizationTables()
    {
        ReadOnlySpan<byte> raw = DataFile.Read("nfkc.br");
        var code = 0;
        for (var left = DataFile.TakeNumber(ref raw); left > 0; left--)
        {
            code += DataFile.TakeNumber(ref raw);
            _classes.Add(code, (byte)DataFile.TakeNumber(ref raw));
        }
        ReadDecompositions(ref raw, _compatible);
        code = 0;
        for (var left = DataFile.TakeNumber(ref raw); left > 0; left--)
        {
            code += DataFile.TakeNumber(ref raw);
            _compositions.Add((DataFile.TakeNumber(ref raw), DataFile.TakeNumber(ref raw)), code);
        }
        raw = DataFile.Read("canonical.br");
        ReadDecompositions(ref raw, _canonical);
    }

    public static NormalizationTables Instance { get; } = new();

    /// <summary>Canonical_Combining_Class; 0 for starters.</summary>
    public byte CombiningClass(int code) => _classes.GetValueOrDefault(code);

    /// <summary>The full decomposition; empty where the code point stands for itself. Not for Hangul syllables.</summary>
    public ReadOnlySpan<int> Decomposition(int code, bool isCompatible) =>
        (isCompatible ? _compatible : _canonical).GetValueOrDefault(code);

    /// <summary>The primary composite of two code points, or 0. Not for Hangul.</summary>
    public int Composition(int first, int second) => _compositions.GetValueOrDefault((first, second));

    private static void ReadDecompositions(ref ReadOnlySpan<byte> raw, Dictionary<int, int[]> decompositions)
    {
        var code = 0;
        for (var left = DataFile.TakeNumber(ref raw); left > 0; left--)
        {
            code += DataFile.TakeNumber(ref raw);
            var parts = new int[DataFile.TakeNumber(ref raw)];
            for (var i = 0; i < parts.Length; i++) parts[i] = DataFile.TakeNumber(ref raw);
            decompositions.Add(code, parts);
        }
    }
}
