using System.Text;
using Accounting.Tokenization.Pipelines.Decoders;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>decoder</c> of a tokenizer.json.</summary>
internal sealed class DecoderReader
{
    private readonly StepBudget _budget = new();
    private readonly List<TokenDecoder> _steps = [];

    public static IReadOnlyList<TokenDecoder> Read(JsonPart part)
    {
        var reader = new DecoderReader();
        if (part.HasValue) reader.Add(part);
        return reader._steps;
    }

    private void Add(JsonPart part)
    {
        _budget.Take(part);
        if (part.Type != "Sequence")
        {
            _steps.Add(Step(part));
            return;
        }
        foreach (var item in part["decoders"].Items()) Add(item);
        if (_steps.Count == 0) _steps.Add(new FuseDecoder());
    }

    private static TokenDecoder Step(JsonPart part) => part.Type switch
    {
        "ByteLevel" => new ByteLevelDecoder(),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Replace" => new ReplaceDecoder(PatternReader.Finder(part["pattern"]), part["content"].Bytes()),
        "Strip" => Strip(part["content"].Text(), part["start"].Number(), part["stop"].Number()),
        "Metaspace" => Metaspace(part),
        "WordPiece" => WordPiece(part["prefix"].Text("##"), part["cleanup"].Flag(true)),
        "BPEDecoder" => Suffix(part["suffix"].Text("</w>")),
        var other => throw part.Unsupported($"the decoder '{other}'"),
    };

    private static MappingDecoder Strip(string content, int start, int stop) => new((text, _, _) =>
    {
        for (var left = start; left > 0 && text.StartsWith(content, StringComparison.Ordinal); left--) text = text[content.Length..];
        for (var left = stop; left > 0 && text.EndsWith(content, StringComparison.Ordinal); left--) text = text[..^content.Length];
        return text;
    });

    private static MappingDecoder Metaspace(JsonPart part)
    {
        var mark = part["replacement"].Text();
        var isPrefixed = part["prepend_scheme"].Text(part["add_prefix_space"].Flag(true) ? "always" : "never") != "never";
        return new((text, index, _) => text.Replace(mark, index == 0 && isPrefixed ? "" : " ", StringComparison.Ordinal));
    }

    private static MappingDecoder Suffix(string suffix) => new((text, index, count) =>
        text.Replace(suffix, index == count - 1 ? "" : " ", StringComparison.Ordinal));

    private static MappingDecoder WordPiece(string prefix, bool cleansUp) => new((text, index, _) =>
    {
        if (index > 0) text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : " " + text;
        return cleansUp ? CleanUp(text) : text;
    });

    private static string CleanUp(string text) => new StringBuilder(text)
        .Replace(" .", ".").Replace(" ?", "?").Replace(" !", "!").Replace(" ,", ",").Replace(" ' ", "'").Replace(" n't", "n't").Replace(" 'm", "'m")
        .Replace(" do not", " don't").Replace(" 's", "'s").Replace(" 've", "'ve").Replace(" 're", "'re").ToString();
}
