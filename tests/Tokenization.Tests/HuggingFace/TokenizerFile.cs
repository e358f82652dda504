using System.Text;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>Small tokenizer.json files for tests.</summary>
internal static class TokenizerFile
{
    /// <summary>A file of a model, with other members as they are given: <c>"normalizer": …</c>.</summary>
    public static byte[] Of(string model, params string[] members) =>
        Encoding.UTF8.GetBytes($$"""{"version":"1.0",{{string.Concat(members.Select(member => member + ","))}}"model":{{model}}}""");

    /// <summary>A model that has a token for each word that is named, ids in that order; anything else is token 0.</summary>
    public static string Words(params string[] words) =>
        """{"type":"WordLevel","unk_token":"[unknown]","vocab":{"[unknown]":0""" + string.Concat(words.Select((word, index) => $",{Quoted(word)}:{index + 1}")) + "}}";

    public static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>The pieces that a model is given: reads them back from a model in which each is a word.</summary>
    public static string[] Pieces(string text, string[] expected, params string[] members)
    {
        var words = expected.Distinct(StringComparer.Ordinal).ToArray();
        var tokenizer = TokenizerFactory.FromJson(Of(Words(words), members));
        return [.. tokenizer.Encode(text).Select(id => id == 0 ? "?" : words[id - 1])];
    }
}
