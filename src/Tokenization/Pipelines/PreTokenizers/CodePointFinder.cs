using System.Text;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Finds single code points of a set.</summary>
internal sealed class CodePointFinder(CodePointSet set) : DelimiterFinder
{
    private readonly CodePointTable _table = new(set);

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length; start = end)
        {
            Rune.DecodeFromUtf8(text[start..], out var rune, out var length);
            end = start + length;
            if (_table.Contains(rune.Value)) return true;
        }
        end = start;
        return false;
    }
}
