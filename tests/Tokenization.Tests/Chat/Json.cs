using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Tests.Chat;

internal static class Json
{
    /// <summary>The value of a JSON text with an index of its own; a missing value for an empty text.</summary>
    public static JsonValue Read(string json)
    {
        if (json.Length == 0) return default;
        var index = new JsonIndex();
        Assert.True(index.TryRead(Encoding.UTF8.GetBytes(json), out var error), $"{error.Message} in {json}");
        return index.Root;
    }
}
