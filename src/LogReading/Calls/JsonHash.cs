using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>A hash of what a JSON value says: escapes, white space and the order of keys make no difference.</summary>
internal static class JsonHash
{
    public static ulong Of(JsonValue value)
    {
        var seed = (ulong)value.Kind;
        switch (value.Kind)
        {
            case JsonKind.String:
                return StableHash.Of(value.Utf8, seed);
            case JsonKind.Number:
                return StableHash.Of(value.Raw, seed);
            case JsonKind.Array:
                foreach (var item in value) seed = StableHash.Next(seed, Of(item));
                return seed;
            case JsonKind.Object:
                var sum = 0UL;
                foreach (var (key, member) in value.Members) sum = unchecked(sum + StableHash.Next(StableHash.Of(key.Utf8), Of(member)));
                return StableHash.Next(seed, sum);
            default:
                return StableHash.Next(seed, 0);
        }
    }
}
