using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>model</c> of a tokenizer.json.</summary>
internal static class ModelReader
{
    private const int WordCharactersMax = 1_000_000;

    /// <param name="part">The model.</param>
    /// <param name="byteLevel">Whether the last step before the model writes bytes as the characters of the byte alphabet.</param>
    /// <param name="worksOnBytes">Whether the model takes bytes instead, so that this step is to be left out.</param>
    public static TokenModel Read(JsonPart part, bool byteLevel, out bool worksOnBytes)
    {
        worksOnBytes = false;
        var type = part["type"].HasValue ? part.Type : GuessType(part);
        return type switch
        {
            "BPE" => BpeReader.Read(part, byteLevel, out worksOnBytes),
            "Unigram" => Unigram(part),
            "WordPiece" => WordPiece(part),
            "WordLevel" => WordLevel(part),
            _ => throw part.Unsupported($"the model '{type}'"),
        };
    }

    /// <summary>The tokens of an object of texts and ids.</summary>
    public static TokenTable Tokens(JsonPart vocabulary)
    {
        if (!vocabulary.Value.IsObject) throw vocabulary.Expected("an object of tokens and their ids");
        var tokens = new TokenTable();
        foreach (var (key, value) in vocabulary.Value.Members)
        {
            if (!value.IsNumber || !value.TryGetInt64(out var id) || id is < 0 or >= TokenizerLimits.IdEnd)
                throw new JsonPart(value, $"{vocabulary.Path}[{key.GetString()}]").Expected($"an id from 0 to {TokenizerLimits.IdEnd - 1}");
            tokens.Add(key.Utf8, (int)id);
        }
        return tokens;
    }

    /// <summary>The id of a token that is named elsewhere in the file.</summary>
    public static int IdOf(TokenTable tokens, JsonPart name)
    {
        var id = tokens.Find(name.Bytes());
        return id != TokenTable.None ? id : throw name.Expected($"a token of the vocabulary, and '{name.Text()}' is none");
    }

    /// <summary>Files of older versions name no type.</summary>
    private static string GuessType(JsonPart part) => true switch
    {
        _ when part["merges"].HasValue => "BPE",
        _ when part["vocab"].Value.IsArray => "Unigram",
        _ when part["continuing_subword_prefix"].HasValue => "WordPiece",
        _ => throw part["type"].Expected("BPE, Unigram, WordPiece or WordLevel"),
    };

    private static UnigramModel Unigram(JsonPart part)
    {
        var tokens = new TokenTable();
        var scores = new List<double>();
        foreach (var item in part["vocab"].Items())
        {
            var pair = item.Items();
            if (pair.Count != 2) throw item.Expected("a token and its score");
            if (scores.Count == TokenizerLimits.IdEnd) throw item.Expected($"at most {TokenizerLimits.IdEnd} tokens");
            tokens.Add(pair[0].Bytes(), scores.Count);
            scores.Add(Score(pair[1]));
        }
        if (scores.Count == 0) throw part["vocab"].Expected("at least one token");
        var unknown = part["unk_id"].HasValue ? part["unk_id"].Number(scores.Count - 1) : TokenTable.None;
        return new(tokens, [.. scores], Enumerable.Range(0, scores.Count), unknown, part["byte_fallback"].Flag(false));
    }

    private static double Score(JsonPart part)
    {
        var score = part.Value.IsNumber ? SerdeNumber.Parse(part.Value.Raw) : double.NaN;
        return double.IsFinite(score) ? score : throw part.Expected("a finite number");
    }

    private static WordPieceModel WordPiece(JsonPart part)
    {
        var tokens = Tokens(part["vocab"]);
        var prefix = Encoding.UTF8.GetBytes(part["continuing_subword_prefix"].Text("##"));
        var charactersMax = part["max_input_chars_per_word"].HasValue ? part["max_input_chars_per_word"].Number(WordCharactersMax) : 100;
        return new(tokens, prefix, IdOf(tokens, part["unk_token"]), charactersMax);
    }

    private static WordLevelModel WordLevel(JsonPart part)
    {
        var tokens = Tokens(part["vocab"]);
        var unknown = part["unk_token"].HasValue ? tokens.Find(part["unk_token"].Bytes()) : TokenTable.None;
        return new(tokens, unknown);
    }
}
