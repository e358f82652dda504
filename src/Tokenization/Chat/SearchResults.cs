using System.Buffers;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// The <c>search_results</c> of a tool message: what the model sees of them (sources, titles, texts, citations), joined and counted as
/// one text (LiteLLM 1.3).
/// </summary>
internal static class SearchResults
{
    public static int Count(CountingScope scope, JsonValue results)
    {
        var writer = scope.Rent();
        foreach (var result in results)
        {
            writer.Write(result["source"u8].Utf8);
            writer.Write(result["title"u8].Utf8);
            foreach (var block in result["content"u8]) writer.Write(block["text"u8].Utf8);
            if (result["citations"u8].HasValue) PythonJson.Write(writer, result["citations"u8]);
        }
        return scope.CountRented();
    }
}
