using System.Text;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Normalization;

/// <summary>
/// A Unicode normalization form over UTF-8. ASCII is only looked at, not copied. Holds scratch memory, so each thread has its own.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="guard">May stop a text that takes too long; null: nothing does.</param>
/// <param name="untouched">Code points that the tables of another library do not know, and that stay as they are; null: none.</param>
internal class UnicodeNormalizer(NormalizationForm form, CountingGuard? guard = null, CodePointTable? untouched = null)
{
    /// <summary>Scratch memory for more code points is given back at the next call.</summary>
    private const int KeptCodesMax = 1 << 20;

    private const int CodeBits = 21, PositionBits = 34, ClassShift = CodeBits + PositionBits;
    private const ulong CodeMask = (1UL << CodeBits) - 1;

    private static readonly Lazy<NormalizationTables> Tables = new(() => NormalizationTables.Instance);

    private readonly bool _isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
    private readonly bool _isComposed = form is NormalizationForm.FormC or NormalizationForm.FormKC;

    // Combining class, position, code point: so that sorting a run of marks keeps the order of equal classes.
    private ulong[] _items = [];
    private byte[] _utf8 = [];
    private int _count;

    /// <summary>The text itself where it is ASCII, else its normalized copy, valid until the next call.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8)) return utf8;
        if (_items.Length > KeptCodesMax) (_items, _utf8) = ([], []);
        Decompose(utf8, Tables.Value);
        OrderMarks();
        if (_isComposed) Compose(Tables.Value);
        return Write();
    }

    private void Decompose(ReadOnlySpan<byte> utf8, NormalizationTables tables)
    {
        _count = 0;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var used);
            utf8 = utf8[used..];
            guard?.Did(used);
            if (_items.Length < _count + NormalizationTables.DecompositionMax) Array.Resize(ref _items, Math.Max(256, 2 * _items.Length));
            if (rune.IsAscii || untouched?.Contains(rune.Value) == true)
            {
                Add(rune.Value, 0);
            }
            else if (Hangul.IsSyllable(rune.Value))
            {
                var (lead, vowel, trail) = Hangul.Decompose(rune.Value);
                Add(lead, 0);
                Add(vowel, 0);
                if (trail != 0) Add(trail, 0);
            }
            else
            {
                var parts = tables.Decomposition(rune.Value, _isCompatible);
                if (parts.IsEmpty) Add(rune.Value, tables.CombiningClass(rune.Value));
                foreach (var part in parts) Add(part, tables.CombiningClass(part));
            }
        }
    }

    private void Add(int code, byte combiningClass)
    {
        _items[_count] = ((ulong)combiningClass << ClassShift) | ((ulong)(uint)_count << CodeBits) | (uint)code;
        _count++;
    }

    private void OrderMarks()
    {
        for (int start = 0, end; start < _count; start = end)
        {
            end = start + 1;
            if (ClassOf(_items[start]) == 0) continue;
            while (end < _count && ClassOf(_items[end]) != 0) end++;
            if (end - start > 1) _items.AsSpan(start..end).Sort();
        }
    }

    /// <summary>Each code point joins the last starter where the two have a composite and nothing between them blocks it.</summary>
    private void Compose(NormalizationTables tables)
    {
        int written = 0, starter = -1, lastClass = -1;
        for (var i = 0; i < _count; i++)
        {
            var item = _items[i];
            var combiningClass = ClassOf(item);
            if (starter >= 0 && (lastClass < combiningClass || lastClass == -1))
            {
                var composed = Composition(tables, CodeOf(_items[starter]), CodeOf(item));
                if (composed != 0)
                {
                    _items[starter] = (uint)composed;
                    continue;
                }
            }
            if (combiningClass == 0)
            {
                starter = written;
                lastClass = -1;
            }
            else
            {
                lastClass = combiningClass;
            }
            _items[written++] = item;
        }
        _count = written;
    }

    private ReadOnlySpan<byte> Write()
    {
        const int utf8BytesMax = 4;
        if (_utf8.Length < utf8BytesMax * _count) _utf8 = new byte[utf8BytesMax * _items.Length];
        var written = 0;
        foreach (var item in _items.AsSpan(0, _count)) written += new Rune(CodeOf(item)).EncodeToUtf8(_utf8.AsSpan(written));
        return _utf8.AsSpan(0, written);
    }

    private int Composition(NormalizationTables tables, int first, int second)
    {
        if (Hangul.Compose(first, second) is var syllable and not 0) return syllable;
        var composed = tables.Composition(first, second);
        return untouched?.Contains(composed) == true ? 0 : composed;
    }

    private static int ClassOf(ulong item) => (int)(item >> ClassShift);

    private static int CodeOf(ulong item) => (int)(item & CodeMask);
}
