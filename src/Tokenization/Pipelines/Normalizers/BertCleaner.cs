using System.Text;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>The cleaning of BERT: leaves out controls, U+0000 and U+FFFD; any white space becomes a space.</summary>
internal sealed class BertCleaner : CodePointNormalizer
{
    private static readonly CodePointTable Removed = new(RustSets.Others
        .And(CodePointSet.Of('\t').Or(CodePointSet.Of('\n')).Or(CodePointSet.Of('\r')).Inverted())
        .Or(CodePointSet.Of(0)).Or(CodePointSet.Of(0xFFFD)));

    protected override void Write(Rune rune, Utf8Buffer output)
    {
        if (!Removed.Contains(rune.Value)) output.Add(Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune);
    }
}
