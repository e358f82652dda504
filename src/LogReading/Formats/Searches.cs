using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>Built-in tools that cost by the call (LiteLLM 2.8, the newer rules): each web search of a response, one file search per
/// response.</summary>
internal static class Searches
{
    /// <summary>The meter of a search context size; medium where none is named.</summary>
    public static Meter MeterOf(JsonValue size) =>
        size.Is("low"u8) ? Meter.WebSearchesLow : size.Is("high"u8) ? Meter.WebSearchesHigh : Meter.WebSearchesMedium;

    /// <summary>Counts the tool calls in the output of a Responses answer; its own count of searches, where it gives one,
    /// decides.</summary>
    public static void ReadCalls(JsonValue response, Call call)
    {
        long searches = 0;
        var files = false;
        foreach (var item in response["output"u8])
        {
            var type = item["type"u8];
            // Opening or searching in a page that a search found is no search of its own.
            if (type.Is("web_search_call"u8)) searches += IsSearch(item["action"u8]) ? 1 : 0;
            else files |= type.Is("file_search_call"u8);
        }
        searches = call.Count(response["tool_usage"u8]["web_search"u8], "num_requests"u8) ?? searches;
        if (searches > 0) call.Meters.Add(MeterOf(SizeIn(response["tools"u8])), searches);
        if (files) call.Meters.Add(Meter.FileSearches, 1);
    }

    private static bool IsSearch(JsonValue action) => !action["type"u8].HasValue || action["type"u8].Is("search"u8);

    private static JsonValue SizeIn(JsonValue tools)
    {
        foreach (var tool in tools)
            if (tool["search_context_size"u8] is { HasValue: true } size) return size;
        return default;
    }
}
