using System.Text;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Leaves out the code points of a set.</summary>
internal sealed class RemoveNormalizer(CodePointSet set) : CodePointNormalizer
{
    private readonly CodePointTable _table = new(set);

    protected override void Write(Rune rune, Utf8Buffer output)
    {
        if (!_table.Contains(rune.Value)) output.Add(rune);
    }
}
