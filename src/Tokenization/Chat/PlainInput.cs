using System.Buffers;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>Input that is no conversation: embeddings and legacy completions.</summary>
internal static class PlainInput
{
    public static bool TryCount(CountingScope scope, JsonValue input, ref long tokens)
    {
        if (input.IsString) tokens += scope.Count(input.Utf8);
        else if (input.IsArray) return TryCountList(scope, input, ref tokens);
        else if (input.HasValue)
            return scope.Fail($"The input is {Describe.Kind(input)}, expected a string, a list of strings or a list of token ids.");
        return true;
    }

    private static bool TryCountList(CountingScope scope, JsonValue list, ref long tokens)
    {
        var joined = scope.Rent();
        foreach (var item in list)
        {
            if (item.IsString) joined.Write(item.Utf8);
            else if (item.IsNumber) tokens++;
            else if (item.IsArray) tokens += CountIds(item);
        }
        tokens += scope.CountRented();
        return true;
    }

    private static long CountIds(JsonValue list)
    {
        long count = 0;
        foreach (var item in list)
            if (item.IsNumber) count++;
        return count;
    }
}
