using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Puts spaces around each Chinese character, by the ranges that BERT chose.</summary>
internal sealed class ChineseSpacer : CodePointNormalizer
{
    protected override void Write(Rune rune, Utf8Buffer output)
    {
        var isChinese = rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
            or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
        if (isChinese) output.Add((byte)' ');
        output.Add(rune);
        if (isChinese) output.Add((byte)' ');
    }
}
